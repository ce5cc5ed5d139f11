using Autofac;
using Module = OrgWork.Kernel.Module;

namespace OrgWork.Programmes;

public sealed class ProgrammesModule : Module
{
    public override IEnumerable<Register> Registers => [ProgrammeDirectory.Register];
    public override FigureSet Figures => DirectoryFigures.Set;

    public override void Load(ContainerBuilder container) => container.RegisterType<Designs>().InstancePerLifetimeScope();

    public override async Task FillDemoAsync(DemoCity city, CancellationToken stop)
    {
        await ProgrammesDemo.FillAsync(city, stop);
        await ShelfDemo.FillAsync(city, stop);
    }
}
