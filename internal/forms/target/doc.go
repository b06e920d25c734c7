// Package target is what the notice wants reached and watched: targets with their time (脱贫人口外出务工规模, 吸纳中西部脱贫人口来枣就业,
// 岗位开发), the monthly scale and income of migrant work of each unit, and an alert for every fall.
//
// Laws: a target whose time is over is history and never red; a month without a base says so and is no fall; any fall
// against last year's month or the month before raises an alert, which the unit answers with its measures by a day and
// the city closes or gives back; a corrected figure that no longer falls lifts it.
package target
