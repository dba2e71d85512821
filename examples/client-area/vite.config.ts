import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page and the gateway are one origin for the browser, so that its session lives in cookies.
const proxy = {
  '/graphql': { target: process.env.GATEWAY ?? 'http://127.0.0.1:4000', ws: true },
  '/files': { target: process.env.GATEWAY ?? 'http://127.0.0.1:4000' },
};

export default defineConfig({
  plugins: [react()],
  server: { port: 5173, proxy, fs: { allow: ['..'] } },
  preview: { port: 5173, proxy },
});
