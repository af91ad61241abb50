package traffic

import (
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/address"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// mounts reads the files that a container has from ConfigMaps and Secrets.
func (s *scan) mounts() {
	for _, m := range s.in.VolumeMounts {
		for _, f := range filesOf(s.w.Spec, m.Name) {
			s.files(f, m.SubPath)
		}
	}
}

func (s *scan) files(f files, subPath string) {
	if f.kind == "Secret" {
		m, o := s.c.Secret(s.w.Namespace, f.name)
		if m == nil {
			return
		}
		for _, key := range sorted(m.Data) {
			if name, there := f.at(key, subPath); there {
				mention := fixed(origin{kind: "Secret", name: f.name, key: key, object: o, path: secretPath(o, key),
					secret: f.name, shared: f.whole(subPath) && s.shared[o.Ref] > 1}, func() string { return "secret " + f.name + " key " + key })
				mention.file = true
				s.take(mention, address.FindIn, name, string(m.Data[key]))
			}
		}
		return
	}
	m, o := s.c.ConfigMap(s.w.Namespace, f.name)
	if m == nil {
		return
	}
	for _, key := range sorted(m.Data) {
		if name, there := f.at(key, subPath); there {
			mention := s.file(o, f.name, key, m.Data[key])
			mention.origin.shared = f.whole(subPath) && s.shared[o.Ref] > 1
			s.take(mention, address.FindIn, name, m.Data[key])
		}
	}
}

// file is the mention of a text in a ConfigMap, each of whose lines has a place
// of its own.
func (s *scan) file(o *cluster.Object, name, key, text string) mention {
	lines := strings.Split(text, "\n")
	at := origin{kind: "ConfigMap", name: name, key: key, object: o, path: []any{"data", key}}
	return mention{
		origin: at,
		file:   true,
		text: func(line int) string {
			return "configmap " + name + " key " + key + ": " + s.shown(strings.TrimSpace(lines[min(line, len(lines)-1)]))
		},
		source: func(line int) string { return o.Manifest.LineSource(line, at.path...) },
		pos:    func(line int) graph.Pos { return o.Manifest.LineAt(line, at.path...) },
	}
}

// secretPath returns where a key of a Secret is in its manifest.
func secretPath(o *cluster.Object, key string) []any {
	at := []any{"stringData", key}
	if o.Manifest.Has(at...) {
		return at
	}
	return []any{"data", key}
}
