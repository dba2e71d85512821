import './forecast.ts';
