package elk

import (
	"cmp"
	"slices"
)

// sortLevel returns the elements of a level so that edges lead from earlier to
// later ones; among those that this leaves open, what the model has first comes
// first. Edges go round in circles too: the elements of a circle keep the order
// of the model.
//
// The engine turns every edge that leads backwards in this order, so an order
// that only follows the model would draw a database above its clients because
// it is declared before them.
func sortLevel(level []int, leads map[int][]int) []int {
	s := &sorter{leads: leads, visit: make(map[int]int), circle: make(map[int]int)}
	for _, i := range level {
		if s.visit[i] == 0 {
			s.search(i)
		}
	}
	waits := make([]int, len(s.circles))
	for _, i := range level {
		for _, j := range leads[i] {
			if s.circle[i] != s.circle[j] {
				waits[s.circle[j]]++
			}
		}
	}
	return s.sort(level, waits)
}

// sorter finds the strongly connected components of a level, its circles, with
// Tarjan's algorithm.
type sorter struct {
	leads map[int][]int
	// visit is when each element was first seen, counted from one.
	visit   map[int]int
	stack   []int
	circle  map[int]int
	circles [][]int
}

// search returns the earliest element that is on the stack and that a path
// leads to, by when it was seen.
func (s *sorter) search(i int) int {
	at := len(s.visit) + 1
	s.visit[i] = at
	low, height := at, len(s.stack)
	s.stack = append(s.stack, i)
	for _, j := range s.leads[i] {
		if s.visit[j] == 0 {
			low = min(low, s.search(j))
		} else if _, done := s.circle[j]; !done {
			low = min(low, s.visit[j])
		}
	}
	if low == at {
		found := slices.Clone(s.stack[height:])
		s.stack = s.stack[:height]
		for _, j := range found {
			s.circle[j] = len(s.circles)
		}
		s.circles = append(s.circles, found)
	}
	return low
}

// sort takes the circles that wait for no other, again and again.
func (s *sorter) sort(level []int, waits []int) []int {
	rank := make(map[int]int, len(level))
	for n, i := range level {
		rank[i] = n
	}
	byRank := func(a, b int) int { return cmp.Compare(rank[a], rank[b]) }
	// ready holds, in order, the ranks of the first elements of the circles that
	// wait for nothing.
	var ready []int
	free := func(c int) {
		at, _ := slices.BinarySearch(ready, rank[s.circles[c][0]])
		ready = slices.Insert(ready, at, rank[s.circles[c][0]])
	}
	for c, circle := range s.circles {
		slices.SortFunc(circle, byRank)
		if waits[c] == 0 {
			free(c)
		}
	}
	sorted := make([]int, 0, len(level))
	for len(ready) > 0 {
		circle := s.circles[s.circle[level[ready[0]]]]
		ready = ready[1:]
		sorted = append(sorted, circle...)
		for _, i := range circle {
			for _, j := range s.leads[i] {
				c := s.circle[j]
				if c == s.circle[i] {
					continue
				}
				if waits[c]--; waits[c] == 0 {
					free(c)
				}
			}
		}
	}
	return sorted
}
