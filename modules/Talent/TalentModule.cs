using Autofac;
using Module = OrgWork.Kernel.Module;

namespace OrgWork.Talent;

public sealed class TalentModule : Module
{
    public override IEnumerable<Register> Registers => [Talents.Register, Talents.Results, Employers.Industries, Employers.Register, Demands.Register, Demands.Wishes, Demands.Pairings, Introductions.Register, Introductions.FollowUps, Recruitments.Register, Recruitments.Outside, Recruitments.Shortages,
        Policies.Register, Policies.Clauses, Policies.Needs, Policies.Applications, FundBook.Items,
        .. ServiceOrders.All, .. Liaisons.All, Members.Register, Members.Duties, .. Meetings.All, YearLines.Locked, .. Messages.All, Problems.Register, Retention.Register, .. Flows.All, .. Contributions.All, .. Facilities.All, .. Practice.All, .. Targets.All, .. Selections.All, Drafting.Register, Rewards.Register, Cooperations.Register, Themes.Register, Allocations.Register, Guidances.Register, Portal.Agents, Portal.Requests, .. Allocations.Lent];

    public override IEnumerable<PollKind> Polls => [Satisfaction.Kind];

    public override IEnumerable<WorkKind> Work => TalentWork.All;

    public override IEnumerable<Job> Jobs => [new WorkRounds([.. Work]), new WorkReminders([.. Work])];

    public override IEnumerable<Rule> Rules => [.. TalentRules.All, .. DemandRules.All, .. IntroductionRules.All, .. MatchRules.All, .. PolicyRules.All, .. ServiceRules.All, .. Housing.Rules, .. Meetings.Rules, .. Messages.Rules, Problems.InTime, .. Flows.Rules, .. Contributions.Rules, .. Facilities.Rules, .. Practice.Rules, .. Targets.Rules, Members.Revised, Members.LookedAt, .. Selections.Rules, Drafting.Consulted, Rewards.Score, Cooperations.Points, Allocations.Filled, Guidances.Held, .. Polls.SelectMany(kind => kind.Rules), .. Work.SelectMany(kind => kind.Rules)];

    public override IEnumerable<Procedure> Procedures => [Fulfilment.Procedure, Drafting.Procedure];

    public override IEnumerable<RuleUse> RuleUses => [.. MatchRules.All.Select(rule => new RuleUse(rule, "供需对接：找人选、找岗位", "talent/demands")), .. ClauseConditions.All.Select(rule => new RuleUse(rule, "政策条款的条件", "talent/clauses")),
        new(Targets.Score, "年度考评：得分和等次", "talent/appraisals"), new(Targets.HalfYear, "目标进度：半年评估", "talent/governance/progress"), new(Practice.Aware, "宣传和知晓：知晓率", "talent/policy/reach"), new(Cooperations.Points, "校地合作绩效得分", "talent/governance/cooperation"),
        new(Housing.Order, "服务台：公寓轮候的顺序", "talent/service"), new(ServiceRules.Served, "服务团作用", "talent/liaison/helpers"), new(IntroductionRules.Quality, "引才质量和留存", "talent/introductions/quality"), new(Rewards.Score, "平台奖励：打分", "talent/reward-batches"), new(Selections.Publicity, "选聘：公示", "talent/selections")];

    public override FigureSet Figures => TalentFigures.Set;

    public override void Load(ContainerBuilder container)
    {
        container.RegisterType<MatchBook>();
        container.RegisterType<ClauseBook>();
    }

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => TalentDemo.FillAsync(city, stop);
}
