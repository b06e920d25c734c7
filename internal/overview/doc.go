// Package overview holds read models that cross rooms: what a home page shows of a region. It writes nothing.
package overview
