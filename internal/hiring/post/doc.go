// Package post is the posts themselves (岗位): what work, where, how many hours, for how much, from which fund, who
// answers for it. Opening a post uses up one place of the plan; a post of less than the hourly minimum wage is refused
// with the sum shown. States: open → suspended → open, open or suspended → closed. A closed post stays.
package post
