package traffic

import (
	"maps"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
)

func join(base []any, steps ...any) []any { return slices.Concat(base, steps) }

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func itoa[T ~int | ~int32](n T) string { return strconv.Itoa(int(n)) }

// inParallel calls do with the numbers up to n, on all processors.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
}
