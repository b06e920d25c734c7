package inspect

import (
	"fmt"
	"math"
	"slices"
)

// Draw without looking: of All people, Marked are of a kind, and Taken are taken.
type Draw struct{ All, Marked, Taken int }

// AtLeast is the exact chance that draws, each by itself and without looking, take at least n marked people altogether
// (the hypergeometric distribution; of several draws their convolution).
func AtLeast(n int, draws []Draw) float64 {
	total := []float64{1}
	for _, d := range draws {
		own := hypergeometric(d)
		next := make([]float64, len(total)+len(own)-1)
		for i, a := range total {
			for k, b := range own {
				next[i+k] += a * b
			}
		}
		total = next
	}
	p := 0.0
	for i := len(total) - 1; i >= max(n, 0); i-- { // the small ones first
		p += total[i]
	}
	return min(p, 1)
}

// hypergeometric chances of taking 0, 1, 2 … marked people.
func hypergeometric(d Draw) []float64 {
	most := min(d.Marked, d.Taken)
	out := make([]float64, most+1)
	for k := range out {
		if d.Taken-k <= d.All-d.Marked {
			out[k] = math.Exp(choose(d.Marked, k) + choose(d.All-d.Marked, d.Taken-k) - choose(d.All, d.Taken))
		}
	}
	return out
}

// choose is the logarithm of n over k.
func choose(n, k int) float64 {
	gamma := func(x int) float64 { v, _ := math.Lgamma(float64(x + 1)); return v }
	return gamma(n) - gamma(k) - gamma(n-k)
}

// PoissonAtLeast is the chance of n or more where mean are to be expected.
func PoissonAtLeast(n int, mean float64) float64 {
	below := 0.0
	for k := range n {
		lg, _ := math.Lgamma(float64(k + 1))
		below += math.Exp(float64(k)*math.Log(mean) - mean - lg)
	}
	return max(1-below, 0)
}

// Discoveries tells which of several tests stand out when all are looked at together, with a share of false ones of at
// most q (Benjamini and Hochberg).
func Discoveries(ps []float64, q float64) []bool {
	order := make([]int, len(ps))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case ps[a] < ps[b]:
			return -1
		case ps[a] > ps[b]:
			return 1
		}
		return 0
	})
	last := -1
	for i, k := range order {
		if ps[k] <= q*float64(i+1)/float64(len(ps)) {
			last = i
		}
	}
	out := make([]bool, len(ps))
	for i := 0; i <= last; i++ {
		out[order[i]] = true
	}
	return out
}

// Chance in words: 万分之三.
func Chance(p float64) string {
	switch {
	case p < 1e-6:
		return "百万分之一以下"
	case p < 1e-4:
		return fmt.Sprintf("百万分之%.0f", math.Ceil(p*1e6))
	case p < 1e-2:
		return fmt.Sprintf("万分之%.0f", math.Ceil(p*1e4))
	}
	return fmt.Sprintf("百分之%.0f", math.Ceil(p*100))
}
