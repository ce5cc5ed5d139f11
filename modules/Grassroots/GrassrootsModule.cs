namespace OrgWork.Grassroots;

public sealed class GrassrootsModule : Module
{
    public override IEnumerable<Register> Registers => [PartyOrganisations.Register, PartyMembers.Register];

    public override IEnumerable<Rule> Rules => [.. AdmissionRules.All, .. TransferRules.All, .. MemberRules.All, .. OrganisationRules.All, .. MeetingRules.All, .. ElectionRules.All, .. DuesRules.All];

    public override FigureSet Figures => new() { Figures = PartyFigures.All, Reports = PartyReports.All };

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => GrassrootsDemo.FillAsync(city, stop);
}
