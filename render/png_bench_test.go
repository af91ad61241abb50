package render_test

import (
	"context"
	"fmt"
	"io"
	"testing"

	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/topology"
)

func BenchmarkPNG(b *testing.B) {
	run := func(name string, d *render.Drawing, scale float64) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := d.PNG(context.Background(), io.Discard, render.PNGOptions{Scale: scale}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	thanos, err := render.Draw(context.Background(), topology.ThanosProxy(), render.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, scale := range []float64{1, 2, 3} {
		run(fmt.Sprintf("thanos@%v", scale), thanos, scale)
	}
	for _, nodes := range []int{85, 300, 900} {
		d, err := render.Draw(context.Background(), graphtest.Services(nodes), render.Options{})
		if err != nil {
			b.Fatal(err)
		}
		size := d.Layout().Size
		// The largest of these pictures that both sides allow.
		run(fmt.Sprint(nodes), d, min(2, 16_000/max(size.W, size.H)))
	}
}
