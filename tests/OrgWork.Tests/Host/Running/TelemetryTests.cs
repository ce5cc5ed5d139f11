using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace OrgWork.Tests.Host.Running;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_request_is_tagged_with_module_and_place_and_not_with_what_was_asked()
    {
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await TestHost.StartAsync("Probe");
        using var user = await host.SignInAsync(TestHost.Township, "probe.look");
        await user.GetAsync($"/{TestHost.Township}/probe/look?name=secret-name");

        // Other tests' hosts run in the same process and are heard too.
        var requests = seen.Where(activity => Equals(activity.GetTagItem("orgwork.module"), "probe") && Equals(activity.GetTagItem("orgwork.locality"), TestHost.Township) && activity.TagObjects.Any()).ToList();
        Assert.NotEmpty(requests);
        Assert.All(seen, activity => Assert.DoesNotContain(activity.TagObjects, tag => tag.Value?.ToString()?.Contains("secret-name", StringComparison.Ordinal) == true));
        Assert.DoesNotContain("secret-name", host.Log.ToString(), StringComparison.Ordinal);
    }
}
