using Autofac;
using Module = OrgWork.Kernel.Module;

namespace OrgWork.Grassroots;

public sealed class GrassrootsModule : Module
{
    public override IEnumerable<Register> Registers => [PartyOrganisations.Register, PartyMembers.Register, PartyMeetings.Register, MonthThemes.Register, LifeReminders.Register, VacancyTasks.Register, MemberReviews.Register, PartyTalks.Register, Applicants.Register, Applicants.Quota, Establishments.Register, Establishments.Clusters, Establishments.Instructors, CareObjects.Register, HonourProcedures.Quota, Arrivals.Register,
        FloatingMembers.Register, .. MemberService.All, AdmissionProblems.Register, TermElections.Register, VillageCadres.Register, VillageCandidates.Register, VillageCadres.Pay, VillageCadres.PayStandards, VillageCadres.Risks, ReservePlans.Register, .. Education.All, PartyProblems.Register, PartyProblems.Inspections, MemberCorrections.Corrections.Register, .. Outreach.All, .. Commendations.All, VisitRounds.Rounds, VisitRounds.Visits, StudyTopics.Register, .. PartyWorkers.All, .. Expansion.All, .. Encouragement.All, .. Campaigns.All, Platforms.Register, .. Promotions.All, .. KnowledgeTests.All, OnlineService.Wishes, OrgFields.Register, .. Postings.All];

    public override void Load(ContainerBuilder container) => Add(container);

    static void Add(ContainerBuilder container)
    {
        container.RegisterType<MeetingBook>();
        container.RegisterType<CommitteeBook>();
        container.RegisterType<DuesBook>();
        container.RegisterType<ElectionBook>();
    }

    public override IEnumerable<Rule> Rules => [.. AdmissionRules.All, QuotaRule.Within, QuotaRule.NoneForYears, .. TransferRules.All, .. StandingRules.All, .. FloatingRules.All, ServiceRules.AnswerInTime, ServiceRules.Assigned, VacancyTasks.InTime, .. MemberRules.All, .. OrganisationRules.All, .. AdjustmentRules.All, .. CoverageRules.All, .. HonourRules.All, .. CareObjects.Rules, CareObjects.Aged, .. MeetingRules.All, DualLifeRules.Attendance, .. CeremonyRules.All, .. ElectionRules.All, .. ElectionPolls.All.SelectMany(kind => kind.Rules), .. CulturePoll.Kind.Rules, .. NeedSurvey.Kind.Rules, .. VillageRules.All, .. TrainingRules.All, .. DuesRules.All, .. ProblemRules.All, .. OutreachRules.All, VisitRules.InTime, .. WorkerRules.All, .. ExpansionRules.All, .. EncouragementRules.All, .. CampaignRules.All, .. PromotionRules.All, .. KnowledgeTestRules.All, OnlineRules.AnswerInTime, .. OrgFieldRules.All, .. PostingRules.All];

    public override IEnumerable<RuleUse> RuleUses =>
    [
        new(DuesRules.Tariff, "党费：登记交纳", "grassroots/dues"), new(ProblemRules.DrawnOnce, "督查抽签", "grassroots/problems/draw"), new(MeetingRules.CommitteeQuorum, "组织生活记录：党委会到会人数", "grassroots/meetings"), new(MeetingRules.ExcellentThird, "民主评议：优秀比例", "grassroots/reviews"),
        new(CareObjects.Aged, "关怀候选：高龄老党员", "grassroots/care/candidates"), new(VillageRules.Grading, "村干部年度考核：得分和等次", "grassroots/village-cadres"), .. WorkerRules.Certified.Values.Select(rule => new RuleUse(rule, "党务工作者：认证", "grassroots/party-workers")),
        new(OrganisationRules.Postponement, "班子：延期换届", "grassroots/committees/terms"), new(OrganisationRules.SecretaryStanding, "班子：书记任职、换届候选人", "grassroots/committees/terms"),
    ];

    public override IEnumerable<Job> Jobs => [new LifeReminderRounds(), new StandingDutyRounds()];

    public override IEnumerable<PollKind> Polls => [.. ElectionPolls.All, CulturePoll.Kind, NeedSurvey.Kind];

    public override IEnumerable<Procedure> Procedures => [AdmissionProcedure.Procedure, TransferProcedure.Procedure, TransferProcedure.Retirees, IncomingProcedure.Procedure, .. StandingProcedures.All, AdjustmentProcedure.Procedure, HonourProcedures.Medals, HonourProcedures.Awards, HonourProcedures.Advanced, Encouragement.Medal, ElectionProcedure.Procedure, .. VillageProcedures.All];

    public override FigureSet Figures => new() { Figures = [.. PartyFigures.All, .. AdmissionFigures.All, .. OrganisationFigures.All, .. CoverageFigures.All, .. DuesFigures.All, .. CareFigures.All, .. VillageFigures.All, .. TrainingFigures.All, .. PartyLifeFigures.All, .. MoreFigures.All, .. PostingFigures.All], Reports = [.. PartyReports.All, .. CoverageFigures.Reports, .. VillageFigures.Reports, .. TrainingFigures.Reports, .. MoreFigures.Reports, .. PostingFigures.Reports, .. DecisionReports.All, .. AdjustmentReports.All] };

    public override async Task FillDemoAsync(DemoCity city, CancellationToken stop)
    {
        await GrassrootsDemo.FillAsync(city, stop);
        await EveryStepDemo.FillAsync(city, Procedures, Registers, stop);
    }
}
