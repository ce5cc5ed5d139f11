using Autofac;

namespace OrgWork.Kernel;

/// <summary>What a module offers beyond its pages. One public subclass per module assembly; a module of pages alone needs none.</summary>
public abstract class Module
{
    /// <summary>The registers whose list, record, form, bin and export the platform serves under <c>/{locality}/{module}/{register}</c>.</summary>
    public virtual IEnumerable<Register> Registers => [];

    /// <summary>Long work, run by the platform on any host: see Jobs/README.md.</summary>
    public virtual IEnumerable<Job> Jobs => [];

    /// <summary>Concrete types of the module's own, registered as themselves. Shared interfaces are not for modules to implement.</summary>
    public virtual void Load(ContainerBuilder container) { }

    /// <summary>Fills the module's tables for an invented city. Called once, after the kernel has made localities and units.</summary>
    public virtual Task FillDemoAsync(DemoCity city, CancellationToken stop) => Task.CompletedTask;
}
