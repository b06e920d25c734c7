// Package figure lays out the drawings of inspection: how two people are kin, who followed whom on a post, which way
// money went, and what happened when. A drawing is laid out once, in millimetres, and shown by pages as SVG and by
// papers as lines of a PDF.
package figure
