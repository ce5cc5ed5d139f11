namespace OrgWork.Talent;

public sealed class TalentModule : Module
{
    public override IEnumerable<Register> Registers => [Talents.Register];

    public override IEnumerable<Rule> Rules => [.. TalentRules.All];

    public override FigureSet Figures => TalentFigures.Set;

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => TalentDemo.FillAsync(city, stop);
}
