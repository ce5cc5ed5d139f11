using Autofac;
using Module = OrgWork.Kernel.Module;

namespace OrgWork.Talent;

public sealed class TalentModule : Module
{
    public override IEnumerable<Register> Registers => [Talents.Register, Employers.Industries, Employers.Register, Demands.Register, Demands.Wishes, Demands.Pairings, Introductions.Register, Introductions.FollowUps, Recruitments.Register, Recruitments.Outside, Recruitments.Shortages];

    public override IEnumerable<Rule> Rules => [.. TalentRules.All, .. DemandRules.All, .. IntroductionRules.All, .. MatchRules.All];

    public override IEnumerable<RuleUse> RuleUses => [.. MatchRules.All.Select(rule => new RuleUse(rule, "供需对接：找人选、找岗位", "talent/demands"))];

    public override FigureSet Figures => TalentFigures.Set;

    public override void Load(ContainerBuilder container) => container.RegisterType<MatchBook>();

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => TalentDemo.FillAsync(city, stop);
}
