package render_test

import (
	"context"
	"fmt"
	"io"
	"testing"

	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render"
)

func BenchmarkDraw(b *testing.B) {
	for _, nodes := range []int{10, 85, 300, 900} {
		g := graphtest.Services(nodes)
		b.Run(fmt.Sprint(nodes), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := render.Draw(context.Background(), g, render.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSVG(b *testing.B) {
	for _, nodes := range []int{10, 300, 900} {
		d, err := render.Draw(context.Background(), graphtest.Services(nodes), render.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint(nodes), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := d.SVG(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
