// Light or dark: as the system has it, unless somebody chose.

const key = 'holdwatch.theme';
const themes = ['system', 'dark', 'light'] as const;
export type Theme = (typeof themes)[number];

export const themeWords: Record<Theme, string> = { system: 'Auto', dark: 'Dark', light: 'Light' };

export function savedTheme(): Theme {
  const saved = localStorage.getItem(key);
  return themes.find((theme) => theme === saved) ?? 'system';
}

export const nextTheme = (theme: Theme): Theme => themes[(themes.indexOf(theme) + 1) % themes.length]!;

export function applyTheme(theme: Theme): void {
  localStorage.setItem(key, theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
