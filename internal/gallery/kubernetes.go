package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"

	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/topology/kube"
)

// The folder of the manifests that docs/kubernetes.md is about, and that of its
// pictures.
const (
	manifests     = "testdata/kubernetes"
	kubernetesDir = "docs/kubernetes"
)

// figure is a picture of docs/kubernetes.md, for light and dark surroundings.
type figure struct {
	name string
	// files are the pattern of its manifests.
	files string
	view  kube.View
	mark  bool
}

func figures() []figure {
	shop := func(view string) figure { return figure{name: view, files: "shop/*.yaml", view: kube.View{Name: view}} }
	return []figure{
		shop("traffic"), shop("app"), shop("nodes"), shop("policy"),
		{name: "mark", files: "mistake.yaml", mark: true},
	}
}

// drawFigures draws what the commands in docs/kubernetes.md draw.
func drawFigures() error {
	for _, f := range figures() {
		if err := f.draw(); err != nil {
			return err
		}
	}
	return nil
}

func (f figure) draw() error {
	system, err := readManifests(f.files)
	if err != nil {
		return err
	}
	g, err := system.Graph(f.view)
	if err != nil {
		return err
	}
	if f.mark {
		system.Mark(g)
	}
	var b bytes.Buffer
	if err := render.SVG(context.Background(), &b, g, render.Options{}); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(kubernetesDir, f.name+".svg"), b.Bytes(), 0o600)
}

func readManifests(pattern string) (*kube.System, error) {
	paths, err := filepath.Glob(filepath.Join(manifests, pattern))
	if err != nil {
		return nil, err
	}
	var sources []kube.Source
	for _, path := range paths {
		data, err := os.ReadFile(path) //nolint:gosec // a name of ours
		if err != nil {
			return nil, err
		}
		sources = append(sources, kube.Source{Name: path, Path: filepath.Base(path), Data: data})
	}
	return kube.ReadAll(kube.Options{}, sources...)
}
