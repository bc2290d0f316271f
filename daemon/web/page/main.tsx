import { render } from 'preact';

render(<h1>Holdwatch</h1>, document.getElementById('page')!);
