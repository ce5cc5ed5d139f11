using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Organisations;

/// <summary>领域分类: the six fields, three more and a place's own; what each goes by holds for its organisations.</summary>
public sealed class FieldTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    TestHost Host => affairs.Host;

    [Fact, Trait("Row", "G1.2")]
    public async Task A_place_adds_fields_of_its_own_and_standard_stars_training_indicators_and_quota_follow_the_field()
    {
        var (school, college) = (await affairs.BranchAsync(AffairsHost.Community, "5"), await affairs.BranchAsync(AffairsHost.Community, "5"));
        var secretary = await affairs.MemberAsync(college, "高校书记");
        await Host.DoAsync($"insert into grassroots.member_post (member_id, locality_path, post, organisation_name, organisation_id, began_on) values ('{secretary}', '{college.Path}', '001A', '{college.Name}', '{college.Id}', '2024-01-01')");
        var (above, town) = ($"/{TestHost.Neighbour}/grassroots", $"/{AffairsHost.FarTownship}/grassroots");
        string[] officer = ["grassroots.organisations.read", "grassroots.organisations.edit", "grassroots.members.read", "grassroots.training.read"];
        using var county = await Host.SignInAsync(TestHost.Neighbour, [.. officer, "grassroots.fields.plan"]);
        using var township = await Host.SignInAsync(AffairsHost.FarTownship, officer);
        Assert.Equal(403, (await township.GetAsync($"{town}/org-fields/new")).Status);
        (string, string)[] Of(string name, string whole, string scale, string quota) => [("name", name), ("sphere", "5"), ("is_whole", whole), ("standard", name + "党建标准"), ("star_scale", scale), ("training_kind", "3"), ("demo_quota", quota), ("indicators", "党组织书记县级以上轮训覆盖率\n本地自定指标")];
        var spheres = (await county.GetAsync($"{above}/org-fields/new")).Document.QuerySelectorAll("select[name=sphere] option").Select(option => option.TextContent.Trim()).ToHashSet();
        foreach (var sphere in new[] { "农村", "社区", "机关", "两新组织", "公立医院", "学校", "国有企业", "离退休" }) Assert.Contains(sphere, spheres);
        Assert.Equal(302, (await county.FillAsync($"{above}/org-fields/new", Of("中小学", "1", "3", "0"))).Status);
        Assert.Equal(302, (await county.FillAsync($"{above}/org-fields/new", Of("高校", "0", "5", "1"))).Status);
        var own = await Host.AskAsync<Guid>("select id from grassroots.org_field where name = '高校'");
        Assert.Equal(302, (await township.SubmitAsync($"{town}/organisations/{college.Id}/edit", ("field_id", own.ToString()))).Status);

        // The star scale is the field's: four stars are too many in the one and not in the other.
        var four = await township.SubmitAsync($"{town}/organisations/{school.Id}/edit", ("stars", "4"));
        Assert.Equal(422, four.Status);
        Assert.Contains("本领域最高 3 星", four.Text, StringComparison.Ordinal);
        Assert.Equal((302, 302), ((await township.SubmitAsync($"{town}/organisations/{school.Id}/edit", ("stars", "3"), ("is_demo", "1"))).Status, (await township.SubmitAsync($"{town}/organisations/{college.Id}/edit", ("stars", "4"), ("is_demo", "1"))).Status));
        // The quota too: no site was meant for the one.
        var over = (await county.GetAsync($"{above}/org-fields?rule=org-fields.quota")).In("tbody")!;
        Assert.Contains("中小学", over, StringComparison.Ordinal);
        Assert.DoesNotContain("高校", over, StringComparison.Ordinal);

        // The class of the field counts for its secretaries.
        var klass = await Host.AskAsync<Guid>($"insert into grassroots.training_class (name, organisation_id, kind, category, level, began_on, ended_on, hours, locality_path) values ('书记集中轮训', '{college.Id}', '3', '2', '3', org.today(), org.today(), 8, '{college.Path}') returning id");
        await Host.DoAsync($"insert into grassroots.study (locality_path, title, member_id, organisation_id, class_id, category, level, studied_on, hours) values ('{college.Path}', '书记集中轮训', '{secretary}', '{college.Id}', '{klass}', '2', '3', org.today(), 8)");
        var page = await township.GetAsync($"{town}/organisations/fields");
        string[] Row(string name) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.QuerySelector("td")!.TextContent.Trim() == name).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).Take(9)];
        Assert.Equal(["高校", "高校党建标准", "1", "1", "5 星", "1", "1 / 1", "党组织书记集中轮训", "1 / 1"], Row("高校"));
        Assert.Equal(["中小学", "中小学党建标准", "1", "0", "3 星", "1", "1 / 0", "党组织书记集中轮训", "0 / 0"], Row("中小学"));
        // An indicator that the platform reckons leads there; one of the place's own stands as it is.
        Assert.NotNull(page.Document.QuerySelector("a[href$='figures/secretaries-trained']"));
        Assert.Contains("本地自定指标", page.Text, StringComparison.Ordinal);
    }
}
