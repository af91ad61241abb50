// Package peers holds the outside judges: other programs that read what
// topodraw writes, each in a folder of its own, with tests that ask them.
//
// They are kept apart so that "go test ./..." needs nothing but Go. Their tests
// have the build tag "peers" and fail where the program they ask is missing:
//
//	(cd peers/mermaid && npm install)
//	go test -tags peers ./peers/...
package peers
