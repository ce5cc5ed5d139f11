namespace OrgWork.Department;

public sealed class DepartmentModule : Module
{
    public override IEnumerable<WorkKind> Work => [KeyPoints.Kind, Rectification.Kind, Assignments.Kind];

    public override IEnumerable<Asking> Asks => DepartmentAsks.All;

    public override IEnumerable<Register> Registers => [.. Affairs.All, .. TaskList.All, Projects.Register, .. Control.All, .. Oversight.All, .. Governance.All, .. DataCalls.All, ExpectedDocuments.Register, Grouping.Register, .. UnitEvaluation.All, UnitGuides.Register, .. ProblemLists.All, .. SiteWork.All, .. LookBack.All, Responsibility.Sheets, PersonalProblems.Register, .. PoliticalCheckups.All, .. LifeCalendar.All, .. KeyProjects.All];

    public override IEnumerable<Job> Jobs => [new WorkRounds([.. Work]), new WorkReminders([.. Work]), new SelfCheckRounds(), new ResponsibilitySheets(), new LifeRounds()];

    public override IEnumerable<Rule> Rules => [.. Work.SelectMany(kind => kind.Rules), .. Polls.SelectMany(kind => kind.Rules), .. AffairRules.All, .. TaskList.Rules, .. Projects.Rules, .. ControlRules.All, .. Oversight.Rules, .. Governance.Rules, .. DataCalls.Rules, ExpectedDocuments.Awaited, Grouping.Grouped, UnitEvaluation.Grading, .. ProblemLists.Rules, SiteWork.Handled, .. LookBack.Rules, PersonalProblems.Settled, .. LifeCalendar.Rules, .. KeyProjects.Rules];

    public override IEnumerable<RuleUse> RuleUses =>
    [
        new(DataCalls.Limit, "要我报的：一个月的填报项数", "department/burden"), new(UnitEvaluation.Grading, "单位评估：定档", "department/evaluations"), new(ControlRules.CutOff, "部务会：议题截止", "department/board-meetings"),
        new(ProblemLists.Round, "半年自查：布置", "department/self-checks"),
    ];

    public override IEnumerable<PollKind> Polls => [SatisfactionPoll.Kind, DecisionPoll.Kind, ProblemLists.Recognition];

    public override FigureSet Figures => TaskFigures.Set;

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => DepartmentDemo.FillAsync(city, stop);
}
