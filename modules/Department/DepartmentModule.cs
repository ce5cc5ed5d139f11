namespace OrgWork.Department;

public sealed class DepartmentModule : Module
{
    public override IEnumerable<WorkKind> Work => [KeyPoints.Kind, Rectification.Kind];

    public override IEnumerable<Job> Jobs => [new WorkRounds(KeyPoints.Kind, Rectification.Kind)];

    public override IEnumerable<Rule> Rules => [.. Work.SelectMany(kind => kind.Rules), .. Polls.SelectMany(kind => kind.Rules)];

    public override IEnumerable<PollKind> Polls => [SatisfactionPoll.Kind, DecisionPoll.Kind];

    public override FigureSet Figures => TaskFigures.Set;

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => DepartmentDemo.FillAsync(city, stop);
}
