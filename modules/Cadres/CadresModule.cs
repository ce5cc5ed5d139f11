namespace OrgWork.Cadres;

public sealed class CadresModule : Module
{
    public override IEnumerable<Register> Registers => [CadreFiles.Register, LeadingTeams.Register, Requirements.Register];

    public override IEnumerable<Rule> Rules => [.. AppointmentRules.All, .. CadreRules.All, .. RankRules.All, .. AssessmentRules.All, .. TrainingRules.All, .. SupervisionRules.All, .. TeamRules.All];
    public override IEnumerable<Listener> Listeners => [Joining.JoiningCorrected.Listener];

    public override IEnumerable<Procedure> Procedures => [AppointmentProcedure.Procedure];

    public override FigureSet Figures => new() { Figures = StructureFigures.All, Reports = StructureReports.All };

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => CadreDemo.FillAsync(city, stop);
}
