// Package reporting is what a paper says: it gathers a document from the rooms, gives it a number in the register of
// papers, and registers the digest of what was rendered. How a paper looks is the renderer's.
package reporting
