import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/',
  plugins: [react()],
  // The root of the workspace carries another React for its test runner; the console must have one only.
  resolve: { dedupe: ['react', 'react-dom'] },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: true,
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:3000' } },
})
