package elk_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/layouttest"
	"github.com/topodraw/topodraw/render/layout/elk"
)

func BenchmarkLayout(b *testing.B) {
	for _, size := range []int{10, 85, 305, 908, 3020, 10000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			p := layouttest.Measure(graphtest.Services(size))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := (elk.Engine{}).Layout(context.Background(), p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
