import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page and the gateway are one origin for the browser, so that its session lives in cookies.
const gateway = process.env.GATEWAY ?? 'http://127.0.0.1:4000';
const proxy = { '/graphql': { target: gateway, ws: true }, '/files': { target: gateway } };

export default defineConfig({
  plugins: [react()],
  // By its number rather than by name: cookies of localhost are those of the client area.
  server: { host: '127.0.0.1', port: 5174, proxy, fs: { allow: ['..'] } },
  preview: { host: '127.0.0.1', port: 5174, proxy },
});
