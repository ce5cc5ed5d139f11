namespace OrgWork.Department;

public sealed class DepartmentModule : Module
{
    public override IEnumerable<WorkKind> Work => [KeyPoints.Kind, Rectification.Kind, Assignments.Kind];

    public override IEnumerable<Register> Registers => [.. Affairs.All, .. TaskList.All, Projects.Register, .. Control.All, .. Oversight.All, .. Governance.All, .. DataCalls.All, ExpectedDocuments.Register, Grouping.Register, .. UnitEvaluation.All, UnitGuides.Register, .. ProblemLists.All, .. SiteWork.All, .. LookBack.All, Responsibility.Sheets, PersonalProblems.Register, .. LifeCalendar.All, .. KeyProjects.All];

    public override IEnumerable<Job> Jobs => [new WorkRounds([.. Work]), new WorkReminders([.. Work]), new SelfCheckRounds(), new ResponsibilitySheets(), new LifeRounds()];

    public override IEnumerable<Rule> Rules => [.. Work.SelectMany(kind => kind.Rules), .. Polls.SelectMany(kind => kind.Rules), .. AffairRules.All, .. TaskList.Rules, .. Projects.Rules, .. ControlRules.All, .. Oversight.Rules, .. Governance.Rules, .. DataCalls.Rules, ExpectedDocuments.Awaited, Grouping.Grouped, UnitEvaluation.Grading, .. ProblemLists.Rules, SiteWork.Handled, .. LookBack.Rules, PersonalProblems.Settled, .. LifeCalendar.Rules, .. KeyProjects.Rules];

    public override IEnumerable<PollKind> Polls => [SatisfactionPoll.Kind, DecisionPoll.Kind, ProblemLists.Recognition];

    public override FigureSet Figures => TaskFigures.Set;

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => DepartmentDemo.FillAsync(city, stop);
}
