# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /beckon
COPY package.json package-lock.json .npmrc ./
COPY packages/api/package.json packages/api/
COPY packages/client/package.json packages/client/
COPY packages/domain/package.json packages/domain/
COPY packages/protocol/package.json packages/protocol/
COPY packages/session/package.json packages/session/
COPY packages/screen/package.json packages/screen/
COPY packages/customer/package.json packages/customer/
COPY apps/quicksupport/package.json apps/quicksupport/
COPY apps/server/package.json apps/server/
COPY apps/web/package.json apps/web/
RUN npm ci --ignore-scripts
COPY . .
RUN cd apps/web && node ../../node_modules/vite/bin/vite.js build
# The programs that customers download; they can be built on x64 only, and other images offer none.
RUN if [ "$(uname -m)" = x86_64 ]; then \
      apt-get update -q && apt-get install -qy --no-install-recommends binutils && node scripts/setup.mjs build:quicksupport; \
    fi
# What only builds and tests goes; the image has its own Node.
RUN npm prune --ignore-scripts --omit=dev && rm -rf node_modules/node-linux-* node_modules/.cache
# Completes the embedded PostgreSQL's libraries while the folder may still be written to.
RUN node --input-type=module -e "await (await import('/beckon/apps/server/src/store/postgres-binaries.ts')).findPostgresBinaries()"

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data PORT=8080 HOST=0.0.0.0
COPY --from=build /beckon /beckon
RUN mkdir /data && chown node:node /data
USER node
WORKDIR /beckon
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Beckon drains for a few seconds when it is told to stop.
STOPSIGNAL SIGTERM
CMD ["node", "apps/server/src/main.ts"]
