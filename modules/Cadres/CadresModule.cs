namespace OrgWork.Cadres;

public sealed class CadresModule : Module
{
    public override IEnumerable<Register> Registers => [CadreFiles.Register];

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => CadreDemo.FillAsync(city, stop);
}
