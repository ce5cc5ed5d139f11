namespace OrgWork.Cadres;

public sealed class CadresModule : Module
{
    public override IEnumerable<Register> Registers =>
    [
        CadreFiles.Register, CadreCorrections.Corrections.Register, LeadingTeams.Register, Requirements.Register, Appointing.Register, Appointing.Ledger, Merits.Achievements, Merits.Frontline, TownshipSources.Pool, Regulations.Register, PostProfiles.Register, Standards.Register, OpenSelections.Register, OpenSelections.Entrants, Recruitments.Register, Recruitments.Recruits,
        Assessing.Schemes, Assessing.Consequences, SpecialAssessing.Register, TermAssessing.Register, DutyReports.Register, KeyWorks.Register, OutsideItems.Register, Nominations.Register, Indicators.Register, Evaluations.Register,
        ArchiveFiles.Register, ArchiveFiles.Compared, ArchiveFilings.Register, ArchiveLooks.Register, ArchiveTransfers.Register, ArchiveFacts.Register, ArchiveAudits.Register, ArchiveAudits.Items, QualityYears.Register,
        TermChanges.Register, TermChanges.Dispositions, TermChanges.Checks, TermChanges.Violations, .. TermWork.All,
        TeamYears.Centralism, TeamYears.Meetings, TeamYears.Reviews, TeamAnalyses.Register, TeamAnalyses.Scarce, Reforms.Register, Reforms.People,
    ];

    public override IEnumerable<Rule> Rules =>
    [
        .. AppointmentRules.All, .. BatchRules.All, .. BatchPolls.All.SelectMany(kind => kind.Rules), .. CadreRules.All, .. RankRules.All, .. AssessmentRules.All, .. MoreAssessmentRules.All,
        .. TermChangeRules.All, .. TermWorkRules.All, .. TeamYearRules.All, .. TeamWork.Kind.Rules, .. TrainingRules.All, .. SupervisionRules.All, .. TeamRules.All, .. ArchiveRules.All, QualityYears.TasksInTime, TownshipSources.Eligible,
    ];

    public override IEnumerable<Listener> Listeners => [Joining.JoiningCorrected.Listener, TownshipSources.Listener, Recruitments.Listener];

    public override IEnumerable<Procedure> Procedures => [AppointmentProcedure.Procedure];

    public override IEnumerable<PollKind> Polls => BatchPolls.All;

    public override IEnumerable<WorkKind> Work => [TeamWork.Kind];
    public override IEnumerable<Job> Jobs => [new WorkRounds([.. Work])];

    public override FigureSet Figures => new() { Figures = [.. StructureFigures.All, .. SpecialAssessing.Figures, .. Nominations.Figures, .. Merits.Figures, .. TownshipSources.Figures, .. OpenSelections.Figures, .. Recruitments.Figures, .. TermFigures.All, .. TeamFigures.All, .. BatchFigures.All, .. AssessmentFigures.All, .. ArchiveFigures.All], Reports = [.. StructureReports.All, .. TermFigures.Reports] };

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => CadreDemo.FillAsync(city, stop);
}
