# The command alone: no shell, no libraries, no user but a number.
#
#   docker build -t topodraw .
#   docker run --rm -i topodraw render - < topology.yaml
#   docker run --rm -v "$PWD:/work" -u "$(id -u):$(id -g)" topodraw docs
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN mkdir -p /out/usr/local/bin && mkdir -m 1777 /out/tmp && \
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/usr/local/bin/ ./cmd/topodraw ./cmd/topodraw-graphviz

FROM scratch
COPY --from=build /out/ /
COPY LICENSE NOTICE /
ENV PATH=/usr/local/bin
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["topodraw"]
