namespace OrgWork.Programmes;

public sealed class ProgrammesModule : Module
{
    public override IEnumerable<Register> Registers => [ProgrammeDirectory.Register];

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => ProgrammesDemo.FillAsync(city, stop);
}
