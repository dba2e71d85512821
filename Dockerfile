# The program as one image: `docker build -t hostgraph .`
FROM node:22.21.1-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22.21.1-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/src/providers/whois/rdap-dns.json ./src/providers/whois/
COPY --from=build /app/src/modules/domains/tlds/registry-questions.json ./src/modules/domains/tlds/
COPY --from=build /app/docs ./docs
COPY --from=build /app/README.md ./README.md
COPY --from=build /app/build ./build
# The files are root's: the program writes to /data alone.
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=15s --timeout=4s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "build/main.js"]
CMD ["start"]
