namespace OrgWork.Department;

public sealed class DepartmentModule : Module
{
    public override IEnumerable<Register> Registers => [KeyTasks.Register];

    public override IEnumerable<Rule> Rules => [.. TaskRules.All, .. Polls.SelectMany(kind => kind.Rules)];

    public override IEnumerable<PollKind> Polls => [SatisfactionPoll.Kind, DecisionPoll.Kind];

    public override FigureSet Figures => TaskFigures.Set;

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => DepartmentDemo.FillAsync(city, stop);
}
