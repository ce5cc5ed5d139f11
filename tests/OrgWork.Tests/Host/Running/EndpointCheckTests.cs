using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Running;

/// <summary>A page of the host's own that does not say who may open it stops the host, not only a module.</summary>
public sealed class EndpointCheckTests
{
    static readonly RunningModules Modules = new([OrgModule.Manifest]);

    [Fact]
    public void An_address_without_a_permission_stops_the_start() => Assert.Contains("没有说明谁可以打开", Refused(At("org/new")), StringComparison.Ordinal);

    [Fact]
    public void A_permission_that_nobody_declares_stops_the_start() => Assert.Contains("“org.nothing”没有在 module.json 里声明", Refused(At("org/new", new NeedsAttribute("org.nothing"))), StringComparison.Ordinal);

    [Fact]
    public void Two_pages_at_one_address_stop_the_start() => Assert.Contains("有两个页面", Refused(At("signin", new OpenAttribute()), At("signin", new OpenAttribute())), StringComparison.Ordinal);

    [Fact]
    public void What_says_who_may_open_it_starts() =>
        EndpointCheck.Check([At("signin", new OpenAttribute()), At("account", new SignedInOnlyAttribute()), At("org/units", new NeedsAttribute("org.units.read"))], Modules);

    static string Refused(params RouteEndpoint[] endpoints) => Assert.Throws<InvalidOperationException>(() => EndpointCheck.Check(endpoints, Modules)).Message;

    static RouteEndpoint At(string address, params object[] metadata) => new(_ => Task.CompletedTask, RoutePatternFactory.Parse(address), 0, new EndpointMetadataCollection(metadata), address);
}
