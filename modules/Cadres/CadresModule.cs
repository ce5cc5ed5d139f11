namespace OrgWork.Cadres;

public sealed class CadresModule : Module
{
    public override IEnumerable<Register> Registers =>
    [
        CadreFiles.Register, CadreCorrections.Corrections.Register, LeadingTeams.Register, QuotaExceptions.Register, Requirements.Register, Appointing.Register, Appointing.Ledger, Merits.Achievements, Merits.Frontline, TownshipSources.Pool, Regulations.Register, PostProfiles.Register, Standards.Register, FocusTemplates.Register, OpenSelections.Register, OpenSelections.Entrants, Recruitments.Register, Recruitments.Recruits,
        Assessing.Schemes, Assessing.Consequences, SpecialAssessing.Register, TermAssessing.Register, DutyReports.Register, KeyWorks.Register, OutsideItems.Register, Nominations.Register, Indicators.Register, Evaluations.Register,
        ArchiveFiles.Register, ArchiveFiles.Compared, ArchiveFilings.Register, ArchiveLooks.Register, ArchiveTransfers.Register, ArchiveFacts.Register, ArchiveAudits.Register, ArchiveAudits.Items, QualityYears.Register,
        TermChanges.Register, TermChanges.Dispositions, TermCongresses.Register, TermChanges.Checks, TermChanges.Violations, .. TermWork.All,
        TeamYears.Centralism, TeamYears.Meetings, TeamYears.Reviews, TeamAnalyses.Register, TeamAnalyses.Scarce, Reforms.Register, Reforms.People, Supervision.Inquiries, Supervision.MatterChanges,
    ];

    public override IEnumerable<Rule> Rules =>
    [
        .. AppointmentRules.All, .. BatchRules.All, .. BatchPolls.All.SelectMany(kind => kind.Rules), .. CongressPolls.All.SelectMany(kind => kind.Rules), .. SatisfactionPoll.Kind.Rules, .. AppraisalPolls.All.SelectMany(kind => kind.Rules), .. CadreRules.All, .. RankRules.All, .. AssessmentRules.All, .. MoreAssessmentRules.All,
        .. TermChangeRules.All, .. TermWorkRules.All, .. TeamYearRules.All, .. TeamWork.Kind.Rules, .. TrainingRules.All, .. SupervisionRules.All, .. TeamRules.All, .. ArchiveRules.All, QualityYears.TasksInTime, TownshipSources.Eligible,
    ];

    public override IEnumerable<RuleUse> RuleUses =>
    [
        new(BatchRules.ReviewAgreed, "任免批次：表决没有通过的，登记同意复议", "cadres/batches"), .. Eligibility.Asked.Select(rule => new RuleUse(rule, "任免批次：任用条件和资格校验", "cadres/batches")), .. TeamPlans.Asked.Select(rule => new RuleUse(rule, "模拟调配：每动一个人就核对", "cadres/teams/plans")),
        new(AppointmentRules.ProbationYear, "任免批次：试用期满", "cadres/batches"), new(BatchRules.TalkFirst, "民主推荐（会议）：先谈话调研", "cadres/meeting-recommendations"), new(TownshipSources.Eligible, "乡镇领导来源：符合条件的人", "cadres/township"),
        new(ArchiveRules.Carried, "转递：派人送", "cadres/archive-transfers"), new(ArchiveRules.NotOwn, "查借阅：审批", "cadres/archive-looks"),
        new(AssessmentRules.ExcellentShare, "年度考核：优秀等次名额", "cadres/assessment"), new(AssessmentRules.RoutineThere, "年度考核：平时考核依据", "cadres/assessment"), new(AssessmentRules.AppealInTime, "年度考核：申请复核", "cadres/assessment"), new(AssessmentRules.AppealGrade, "年度考核：申请复核", "cadres/assessment"), .. Uses.All.Select(rule => new RuleUse(rule, "考核结果运用：应当办的", "cadres/consequences")),
        new(AssessmentRules.RoutineGood, "平时考核：“好”等次比例", "cadres/assessment/routine"),
        new(MoreAssessmentRules.OutsideWeight, "指标和项目：权重", "cadres/key-works"), new(CadreRules.PersonalMatters, "干部信息总览：个人有关事项报告范围", null),
        new(TeamRules.AllAges, "各年龄段干部", "cadres/teams/ages"), new(TeamRules.AgeBands, "班子变动预测：跨过年龄档", "cadres/teams/forecast"), new(TeamRules.DualLife, "双重组织生活", "cadres/teams/dual"), new(TeamRules.Secretary, "乡镇党委书记", "cadres/teams/secretaries"),
        .. RankRules.Asked.Select(rule => new RuleUse(rule, "干部名册：晋升职级", "cadres/files")), new(RankRules.Years, "干部信息总览：下一职级和时间", null),
        new(SupervisionRules.EffectPeriod, "干部档案的处分和组织处理：登记、修改、导入时核对", "cadres/files"),
    ];

    public override IEnumerable<Listener> Listeners => [Joining.JoiningCorrected.Listener, TownshipSources.Listener, Recruitments.Listener];

    public override IEnumerable<Procedure> Procedures => [AppointmentProcedure.Procedure];

    public override IEnumerable<PollKind> Polls => [.. BatchPolls.All, .. CongressPolls.All, SatisfactionPoll.Kind, .. AppraisalPolls.All];

    public override IEnumerable<WorkKind> Work => [TeamWork.Kind];
    public override IEnumerable<Job> Jobs => [new WorkRounds([.. Work])];

    public override FigureSet Figures => new() { Figures = [.. StructureFigures.All, .. SpecialAssessing.Figures, .. Nominations.Figures, .. Merits.Figures, .. TownshipSources.Figures, .. OpenSelections.Figures, .. Recruitments.Figures, .. TermFigures.All, .. TeamFigures.All, .. BatchFigures.All, .. AssessmentFigures.All, .. ArchiveFigures.All], Reports = [.. StructureReports.All, .. TermFigures.Reports] };

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => CadreDemo.FillAsync(city, stop);
}
