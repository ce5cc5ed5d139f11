using Autofac;

namespace OrgWork.Kernel;

/// <summary>What a module offers beyond its pages. One public subclass per module assembly; a module of pages alone needs none.</summary>
public abstract class Module
{
    /// <summary>The registers whose list, record, form, bin and export the platform serves under <c>/{locality}/{module}/{register}</c>.</summary>
    public virtual IEnumerable<Register> Registers => [];

    /// <summary>Long work, run by the platform on any host: see Jobs/README.md.</summary>
    public virtual IEnumerable<Job> Jobs => [];

    /// <summary>The rules the module works under, listed under <c>/{locality}/{module}/rules</c>; the permissions <c>{module}.rules.read</c> and <c>.edit</c> go with them.</summary>
    public virtual IEnumerable<Rule> Rules => [];

    /// <summary>Where else than in lists and on records its rules are at work: the steps of a procedure, a form of its own.</summary>
    public virtual IEnumerable<RuleUse> RuleUses => [];

    /// <summary>The figures and tables of statistics of the module.</summary>
    public virtual FigureSet Figures => new();

    /// <summary>What it does about what other modules tell. Each is declared in <c>module.json</c> under listens.</summary>
    public virtual IEnumerable<Listener> Listeners => [];

    /// <summary>The procedures whose board, cases and forms the platform serves under <c>/{locality}/{module}/{procedure}</c>: see Procedures/README.md.</summary>
    public virtual IEnumerable<Procedure> Procedures => [];

    /// <summary>The kinds of votes, appraisals and surveys the platform serves under <c>/{locality}/{module}/{kind}</c>: see Polls/README.md.</summary>
    public virtual IEnumerable<PollKind> Polls => [];

    /// <summary>The kinds of work (要点, 整改) the platform serves under <c>/{locality}/{module}/{kind}</c>: see Work/README.md.</summary>
    public virtual IEnumerable<WorkKind> Work => [];

    /// <summary>What it asks of places beside tasks: lines of the one list of everything that is wanted from them, see Work/README.md.</summary>
    public virtual IEnumerable<Asking> Asks => [];

    /// <summary>Concrete types of the module's own, registered as themselves. Shared interfaces are not for modules to implement.</summary>
    public virtual void Load(ContainerBuilder container) { }

    /// <summary>Fills the module's tables for an invented city. Called once, after the kernel has made localities and units.</summary>
    public virtual Task FillDemoAsync(DemoCity city, CancellationToken stop) => Task.CompletedTask;
}
