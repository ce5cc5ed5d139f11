using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Training;

/// <summary>党员教育: drives until everybody meant was there, classes and hours of each member, who lacks, teaching places.</summary>
public sealed class TrainingTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Officer = ["grassroots.training.read", "grassroots.training.edit", "grassroots.members.read", "grassroots.organisations.read", "grassroots.figures.read"];
    const string Town = $"/{TestHost.Township}/grassroots", County = $"/{TestHost.County}/grassroots";

    TestHost Host => affairs.Host;
    static string Ago(int days) => Dates.Format(Clock.Today.AddDays(-days));

    Task<Browser> CountyAsync() => Host.SignInAsync(TestHost.County, [.. Officer, "grassroots.training.plan"]);

    async Task<Guid> ClassAsync(AffairsHost.Branch holder, string name, Guid? drive = null, string level = "3", int hours = 24, int ago = 0) => await Host.AskAsync<Guid>($"""
        insert into grassroots.training_class (name, organisation_id, kind, category, level, drive_id, began_on, ended_on, hours, locality_path) values ('{name}', '{holder.Id}', '3', '1', '{level}', {(drive is { } one ? $"'{one}'" : "null")}, '{Clock.Today.AddDays(-ago):yyyy-MM-dd}', '{Clock.Today.AddDays(-ago):yyyy-MM-dd}', {hours}, '{holder.Path}') returning id
        """);

    static Task<Answer> AttendAsync(Browser browser, string home, Guid member, Guid one, params (string, string)[] more) => browser.SubmitAsync($"{home}/members/deeds/attend?id={member}", [("class_id", one.ToString()), .. more]);

    [Fact, Trait("Row", "G9.19"), Trait("Row", "G3.9")]
    public async Task A_drive_counts_everybody_meant_until_all_were_in_a_class_of_the_level_asked_for_and_names_who_was_not()
    {
        var branch = await affairs.BranchAsync();
        var (first, second, plain) = (await affairs.MemberAsync(branch, "书记甲"), await affairs.MemberAsync(branch, "书记乙"), await affairs.MemberAsync(branch, "普通丙"));
        await Host.DoAsync($"insert into grassroots.member_post (member_id, locality_path, post, organisation_name, organisation_id, began_on) select m, '{branch.Path}', '001A', '某支部' || m, '{branch.Id}', '2024-01-01' from unnest(array['{first}', '{second}']::uuid[]) m");
        using var county = await CountyAsync();
        var made = await county.FillAsync($"{County}/drives/new", ("title", "书记轮训"), ("category", "1"), ("target", "2"), ("least_level", "3"), ("began_on", Ago(60)), ("due_on", Ago(1)));
        Assert.True(made.Status == 302, made.Why());
        var drive = await Host.AskAsync<Guid>("select id from grassroots.drive where title = '书记轮训'");
        var (high, low) = (await ClassAsync(branch, "县轮训班", drive, ago: 20), await ClassAsync(branch, "镇培训班", drive, "4", ago: 10));

        var lit = await county.GetAsync($"{County}/drives?rule=drives.in-time");
        var none = await county.GetAsync($"{County}/training/drive/{drive}");
        Assert.Equal(302, (await AttendAsync(county, County, first, high)).Status);
        // A township's class is no rotation at the county.
        Assert.Equal(302, (await AttendAsync(county, County, second, low)).Status);
        var half = await county.GetAsync($"{County}/training/drive/{drive}");
        Assert.Equal(302, (await AttendAsync(county, County, second, high)).Status);
        var all = await county.GetAsync($"{County}/training/drive/{drive}");

        Assert.Contains("书记轮训", lit.Text, StringComparison.Ordinal);
        Assert.Contains("0 / 2 人", none.Text, StringComparison.Ordinal);
        Assert.Contains("1 / 2 人", half.Text, StringComparison.Ordinal);
        Assert.Contains("书记乙", half.In("tbody") ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain(plain.ToString(), none.Text, StringComparison.Ordinal);
        Assert.Contains("全部覆盖", all.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.20")]
    public async Task A_class_stands_on_the_roll_in_the_member_s_log_and_on_the_village_secretary_s_card_once()
    {
        var branch = await affairs.BranchAsync();
        var member = await affairs.MemberAsync(branch, "头雁人");
        var cadre = await Host.AskAsync<Guid>($"insert into grassroots.village_cadre (locality_path, name, person_id, organisation_id, party_post, began_on) select locality_path, name, person_id, organisation_id, '1', '2024-01-01' from grassroots.member where id = '{member}' returning id");
        var one = await ClassAsync(branch, "“头雁领航”一期", hours: 40, ago: 9);
        using var town = await Host.SignInAsync(TestHost.Township, Officer);

        var many = await AttendAsync(town, Town, member, one, ("hours", "41"));
        var done = await AttendAsync(town, Town, member, one, ("score", "92"));
        var again = await AttendAsync(town, Town, member, one);
        var roll = await town.GetAsync($"{Town}/training/roll/{one}");

        Assert.Equal((422, 302, 422), (many.Status, done.Status, again.Status));
        Assert.Contains("头雁人", roll.Text.Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("“头雁领航”一期|3|40|92 分", await Host.AskAsync<string>($"select concat_ws('|', title, level, hours, result) from grassroots.cadre_training where village_cadre_id = '{cadre}'"));
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from grassroots.study where member_id = '{member}' and hours = 40 and score = 92"));
    }

    [Fact, Trait("Row", "G3.19")]
    public async Task What_those_who_were_there_thought_of_a_class_adds_up_and_stands_beside_the_marks()
    {
        var branch = await affairs.BranchAsync();
        var one = await ClassAsync(branch, "有评价的班", ago: 40);
        using var town = await Host.SignInAsync(TestHost.Township, Officer);
        var judge = $"{Town}/classes/deeds/judge?id={one}";
        var lit = await town.GetAsync($"{Town}/classes?rule=classes.judged");
        var early = await town.SubmitAsync(judge, ("answers", "2"), ("useful", "2"), ("prepared", "1"), ("again", "1"));
        foreach (var (name, mark) in new[] { ("学员甲", "80"), ("学员乙", "91") }) await AttendAsync(town, Town, await affairs.MemberAsync(branch, name), one, ("score", mark));
        var wrong = await town.SubmitAsync(judge, ("answers", "2"), ("useful", "3"), ("prepared", "1"), ("again", "1"));
        var right = await town.SubmitAsync(judge, ("answers", "2"), ("useful", "2"), ("prepared", "1"), ("again", "1"));
        var roll = await town.GetAsync($"{Town}/training/roll/{one}");

        Assert.Equal((422, 422, 302), (early.Status, wrong.Status, right.Status));
        Assert.Contains("有评价的班", lit.Text, StringComparison.Ordinal);
        Assert.Contains("85.5", roll.Text, StringComparison.Ordinal);
        Assert.Contains("50.0%", roll.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("有评价的班", (await town.GetAsync($"{Town}/classes?rule=classes.judged")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_of_the_year_are_counted_for_each_member_and_who_lacks_is_listed()
    {
        var branch = await affairs.BranchAsync();
        var (enough, little) = (await affairs.MemberAsync(branch, "学够了"), await affairs.MemberAsync(branch, "没学够"));
        // On any day of the year: from January on, instead of October.
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('grassroots.members.study-hours', 'month', 1, daterange('2020-01-01', null), '试', '试', '试')");
        using var secretary = await Host.SignInAsync(branch.Code, Officer);
        Assert.Equal(302, (await secretary.FillAsync($"/{branch.Code}/grassroots/studies/new", ("title", "党章"), ("member_id", enough.ToString()), ("organisation_id", branch.Id.ToString()), ("category", "2"), ("level", "5"), ("studied_on", Ago(0)), ("hours", "32"))).Status);
        var list = await secretary.GetAsync($"/{branch.Code}/grassroots/members?rule=members.study-hours");
        Assert.Contains(little.ToString(), list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(enough.ToString(), list.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G3.12")]
    public async Task A_teaching_place_is_booked_as_far_as_it_holds()
    {
        using var county = await CountyAsync();
        Assert.Equal(302, (await county.FillAsync($"{County}/teaching-places/new", ("name", "纪念馆"), ("kind", "4"), ("capacity", "50"))).Status);
        var place = await Host.AskAsync<Guid>("select id from grassroots.teaching_place where name = '纪念馆'");
        var book = $"{County}/teaching-places/deeds/book?id={place}";
        var first = await county.SubmitAsync(book, ("visited_on", Ago(2)), ("organisation", "一支部"), ("people", "30"));
        var over = await county.SubmitAsync(book, ("visited_on", Ago(2)), ("organisation", "二支部"), ("people", "21"));
        var other = await county.SubmitAsync(book, ("visited_on", Ago(1)), ("organisation", "二支部"), ("people", "21"));
        Assert.Equal((302, 422, 302), (first.Status, over.Status, other.Status));
        Assert.Contains("超过可容纳的 50 人", over.Text, StringComparison.Ordinal);
        Assert.Contains("一支部", (await county.GetAsync($"{County}/teaching-places/{place}?tab=visits")).Text, StringComparison.Ordinal);
        // Visits and visitors, month by month.
        var months = (await county.GetAsync($"{County}/training/places?year={Clock.Today.AddDays(-2).Year}")).Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("纪念馆", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToArray();
        Assert.EndsWith(Clock.Today.AddDays(-1).Month == Clock.Today.AddDays(-2).Month ? "2／51" : "1／30", months[Clock.Today.AddDays(-2).Month - 1], StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G3.15")]
    public async Task A_station_is_tested_twice_a_year_and_is_red_while_it_does_not_work()
    {
        using var county = await CountyAsync();
        Assert.Equal(302, (await county.FillAsync($"{County}/teaching-places/new", ("name", "某村站点"), ("kind", "5"))).Status);
        var place = await Host.AskAsync<Guid>("select id from grassroots.teaching_place where name = '某村站点'");
        var never = await county.GetAsync($"{County}/teaching-places?rule=teaching-places.tested");
        Assert.Equal(302, (await county.SubmitAsync($"{County}/teaching-places/deeds/test?id={place}", ("tested_on", Ago(3)), ("is_working", "0"))).Status);
        var tested = await county.GetAsync($"{County}/teaching-places?rule=teaching-places.tested");
        var broken = await county.GetAsync($"{County}/teaching-places?is_working=0&tested_on.from=1900.01.01");
        Assert.Contains("某村站点", never.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("某村站点", tested.Text, StringComparison.Ordinal);
        Assert.Contains("某村站点", broken.Text, StringComparison.Ordinal);

        // A village with a station is covered; what is held over it is counted, what breaks is a ticket with a day until it is mended.
        var (with, without) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        await Host.DoAsync($"update grassroots.organisation set is_village = true where id in ('{with.Id}', '{without.Id}')");
        Task<string?> ShareAsync(string part) => Host.AskAsync<string>($"select count(*)::text from grassroots.organisation o where o.is_village and o.id in ('{with.Id}', '{without.Id}') and {part} exists (select from grassroots.teaching_place p where p.village_id = o.id)");
        Assert.Equal(302, (await county.SubmitAsync($"{County}/teaching-places/{place}/edit", ("village_id", with.Id.ToString()), ("installed_on", Ago(20)))).Status);
        Assert.Equal(("1", "1"), (await ShareAsync(""), await ShareAsync("not")));
        // One that stands there and does not work covers nobody.
        await Host.DoAsync($"update grassroots.teaching_place set is_working = false where id = '{place}'");
        Assert.Contains(with.Name, (await county.GetAsync($"{County}/figures/stations-coverage/rows?part=wanting")).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update grassroots.teaching_place set is_working = true where id = '{place}'");
        var wanting = await county.GetAsync($"{County}/figures/stations-coverage/rows?part=wanting");
        Assert.Contains(without.Name, wanting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($">{with.Name}<", wanting.Text, StringComparison.Ordinal);
        string Deed(string deed) => $"{County}/teaching-places/deeds/{deed}?id={place}";
        Assert.Equal(302, (await county.SubmitAsync(Deed("session"), ("title", "全会精神宣讲"), ("held_on", Ago(1)), ("kind", "2"), ("people", "40"))).Status);
        Assert.Contains("全会精神宣讲", (await county.GetAsync($"{County}/teaching-places/{place}?tab=sessions")).Text, StringComparison.Ordinal);
        var impossible = await county.SubmitAsync(Deed("fault"), ("words", "摄像头黑屏"), ("found_on", Ago(3)), ("handler", "电信公司"), ("due_on", Ago(4)));
        var reported = await county.SubmitAsync(Deed("fault"), ("words", "摄像头黑屏"), ("found_on", Ago(3)), ("handler", "电信公司"), ("due_on", Ago(2)));
        Assert.Equal((422, 302), (impossible.Status, reported.Status));
        Assert.Contains("某村站点", (await county.GetAsync($"{County}/teaching-places?rule=teaching-places.mended")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await county.SubmitAsync(Deed("fix"), ("fixed_on", Ago(0)), ("result", "换了线"))).Status);
        Assert.Equal(422, (await county.SubmitAsync(Deed("fix"), ("fixed_on", Ago(0)), ("result", "再修"))).Status);
        Assert.DoesNotContain("某村站点", (await county.GetAsync($"{County}/teaching-places?rule=teaching-places.mended")).In("tbody") ?? "", StringComparison.Ordinal);
        Assert.Equal("true", await Host.AskAsync<string>($"select is_working::text from grassroots.teaching_place where id = '{place}'"));
    }

    [Fact]
    public async Task A_branch_sees_its_own_log_alone_and_plans_nothing()
    {
        var (own, other) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        var stranger = await affairs.MemberAsync(other, "别的支部");
        var one = await ClassAsync(own, "本支部班");
        using var secretary = await Host.SignInAsync(own.Code, Officer);
        var home = $"/{own.Code}/grassroots";
        Assert.Equal(403, (await secretary.GetAsync($"{home}/drives/new")).Status);
        var tampered = await secretary.SubmitAsync($"{home}/members/deeds/attend?id={await affairs.MemberAsync(own, "自己人")}", ("id", stranger.ToString()), ("class_id", one.ToString()));
        Assert.NotEqual(500, tampered.Status);
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from grassroots.study where member_id = '{stranger}'"));
    }
}
