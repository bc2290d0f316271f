import { render } from 'preact';
import { App } from './app';
import { live } from './hooks';
import { isKiosk } from './kiosk';
import { applyTheme, savedTheme } from './theme';

applyTheme(savedTheme());
document.documentElement.classList.toggle('kiosk', isKiosk);
const page = document.getElementById('page')!;
page.replaceChildren();
render(<App />, page);
live.start();
