namespace OrgWork.Grassroots;

public sealed class GrassrootsModule : Module
{
    public override IEnumerable<Register> Registers => [PartyOrganisations.Register, PartyMembers.Register];

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => GrassrootsDemo.FillAsync(city, stop);
}
