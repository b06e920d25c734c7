// Package overview holds read models that cross rooms: the board of a region for page, paper and brief (plan, posts,
// people on post by month, late pay, checks, complaints, findings, orders), what a home page counts, a person's file,
// and how much each role types. It writes nothing.
package overview
