// Package unit is who reports to the city (填报单位): six counties and the High-tech Zone, which stand beside the tree of
// divisions. A unit takes in regions and leaves out others (Xuecheng leaves three streets to the High-tech Zone), is
// called otherwise from a day on, and has clerks who fill in for its departments (部门填报员). Who serves a unit is who
// holds a role on exactly what it takes in, or over all of them.
package unit
