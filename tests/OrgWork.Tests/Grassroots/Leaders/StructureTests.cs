using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots.Leaders;

/// <summary>一肩挑, 交叉任职, age and schooling of villages' teams on any day, before and after the elections, and what became of the new teams.</summary>
public sealed class StructureTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    static readonly string[] Officer = ["grassroots.leaders.read", "grassroots.leaders.edit", "grassroots.leaders.act", "grassroots.organisations.read", "grassroots.members.read", "grassroots.figures.read", "grassroots.figures.edit"];
    TestHost Host => statistics.Host;
    Locality Home { get; set; } = null!;
    string Address(string path) => $"/{Home.Code}/grassroots/{path}";

    /// <summary>A township of its own for each test, without villages and cadres.</summary>
    async Task<Browser> EnterAsync(int township)
    {
        Home = statistics.Tree.Below(statistics.City).Where(place => place.Kind == LocalityKind.Township).ElementAt(township);
        await Host.DoAsync($"update grassroots.village_cadre set removed_at = now() where starts_with(locality_path, '{Home.Path}'); update grassroots.village_cadre_history set removed_at = now() where starts_with(locality_path, '{Home.Path}'); update grassroots.organisation set is_village = false where starts_with(locality_path, '{Home.Path}')");
        return await Host.SignInAsync(Home.Code, Officer);
    }

    async Task<(Guid Id, string Path)> VillageAsync(string name)
    {
        var id = await Host.AskAsync<Guid>($"insert into grassroots.organisation (name, kind, sphere, is_village, founded_on, locality_path) values ('{name}', '631', '1', true, '1990-01-01', '{Home.Path}') returning id");
        return (id, (await Host.AskAsync<string>($"select locality_path from grassroots.organisation where id = '{id}'"))!);
    }

    Task<Guid> CadreAsync((Guid Id, string Path) village, string name, string party, string committee, string birth = "1985-01-01", string education = "31", string sex = "1", string began = "2021-01-01") => Host.AskAsync<Guid>($"""
        with p as (insert into org.person (name, sex, birth_on, nation) values ('{name}', '{sex}', '{birth}', '01') returning id)
        insert into grassroots.village_cadre (locality_path, name, person_id, organisation_id, party_post, committee_post, education, began_on) select '{village.Path}', '{name}', id, '{village.Id}', {party}, {committee}, '{education}', '{began}' from p returning id
        """)!;

    async Task<FigureValue> FigureAsync(string id, DateOnly? day = null)
    {
        var of = statistics.Of("grassroots");
        var (reader, db) = await statistics.ReaderAsync(of, Home, day);
        await using var _ = db;
        return (await reader.ValuesAsync([of.Figure(id)!], default)).Single().Value;
    }

    [Fact, Trait("Row", "G9.4")]
    public async Task The_share_of_villages_led_by_one_follows_the_cards_has_a_target_and_names_those_not_yet()
    {
        using var officer = await EnterAsync(0);
        var (first, second) = (await VillageAsync("一肩村"), await VillageAsync("两人村"));
        await CadreAsync(first, "挑担人", "'1'", "'1'");
        await CadreAsync(second, "书记人", "'1'", "null");
        var director = await CadreAsync(second, "主任人", "null", "'1'");
        var half = await FigureAsync("one-shoulder");
        var list = await officer.GetAsync(Address("organisations?rule=organisations.one-shoulder"));
        var set = await officer.PostFromAsync(Address("figures/one-shoulder"), Address("figures/one-shoulder?handler=target"), ("value", "85"), ("source", "市委"));
        var page = await officer.GetAsync(Address("figures/one-shoulder"));
        await Host.DoAsync($"update grassroots.village_cadre set committee_post = null where id = '{director}'; update grassroots.village_cadre set committee_post = '1' where name = '书记人' and organisation_id = '{second.Id}'");

        Assert.Equal((50m, 1L, 2L), (half.Value, half.Count, half.OutOf));
        Assert.Contains(second.Id.ToString(), list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Id.ToString(), list.Text, StringComparison.Ordinal);
        Assert.Equal(302, set.Status);
        Assert.Contains("85", page.Text, StringComparison.Ordinal);
        Assert.Equal(100m, (await FigureAsync("one-shoulder")).Value);
    }

    [Fact, Trait("Row", "G9.5")]
    public async Task Who_of_the_Party_s_committee_sits_in_the_villagers_as_well_is_counted_out_of_the_Party_s_committee()
    {
        using var officer = await EnterAsync(1);
        var village = await VillageAsync("交叉村");
        await CadreAsync(village, "甲书记", "'1'", "'1'");
        await CadreAsync(village, "乙委员", "'3'", "'3'");
        await CadreAsync(village, "丙委员", "'3'", "null");
        await CadreAsync(village, "丁主任", "null", "'2'");
        var value = await FigureAsync("cross-posts");
        var rows = await officer.GetAsync(Address("village-cadres?party_post=1,2,3&committee_post=1,2,3"));

        Assert.Equal((2L, 3L), (value.Count, value.OutOf));
        Assert.Contains("乙委员", rows.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("丙委员", rows.Text, StringComparison.Ordinal);
        Assert.Contains("交叉任职", (await officer.GetAsync(Address("reports/leaders"))).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.6")]
    public async Task Teams_of_two_days_stand_side_by_side_with_their_people_behind_each_number()
    {
        using var officer = await EnterAsync(2);
        var village = await VillageAsync("比较村");
        var (gone, change) = (Clock.Today.AddMonths(-3), AsOf.Format(Clock.Today.AddMonths(-4)));
        var old = await CadreAsync(village, "老书记", "'1'", "null", birth: "1955-01-01", education: "61");
        await Host.DoAsync($"select set_config('orgwork.effective_on', '{gone:yyyy-MM-dd}', true); update grassroots.village_cadre set party_post = null, left_on = '{gone:yyyy-MM-dd}' where id = '{old}'");
        await CadreAsync(village, "新书记", "'1'", "'1'", birth: "1990-01-01", sex: "2", began: $"{gone:yyyy-MM-dd}");
        var page = await officer.GetAsync(Address($"leaders/compare?before={Dates.Format(Clock.Today.AddMonths(-4))}&after={Dates.Format(Clock.Today)}"));
        string[] Cells(string line) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(line, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];

        Assert.Equal(["0（0.0%）", "1（100.0%）", "＋100.0 点"], Cells("书记主任")[1..4]);
        Assert.Equal(["1（100.0%）", "0（0.0%）"], Cells("书记 60 岁")[1..3]);
        Assert.Equal(["0（0.0%）", "1（100.0%）"], Cells("书记大专")[1..3]);
        Assert.Contains("老书记", (await officer.GetAsync(Address($"village-cadres?asof={change}"))).Text, StringComparison.Ordinal);
        // One is left today, and the figure is of today.
        Assert.Equal((1L, 1L), ((await FigureAsync("cadres-college")).Count, (await FigureAsync("cadres-college")).OutOf));
    }

    [Fact, Trait("Row", "G9.13")]
    public async Task A_subsidy_is_entered_once_a_year_and_kind_never_beyond_its_standard_and_who_has_none_is_listed()
    {
        using var officer = await EnterAsync(3);
        var village = await VillageAsync("参保村");
        var (one, other) = (await CadreAsync(village, "参保人", "'1'", "null"), await CadreAsync(village, "没有人保", "'3'", "null"));
        var deed = Address($"village-cadres/deeds/insure?id={one}");
        (string, string)[] Form(string kind, string paid) => [("year", $"{Clock.Today.Year}"), ("kind", kind), ("standard", "2400"), ("paid", paid), ("enrolled_on", Dates.Format(Clock.Today))];

        var much = await officer.SubmitAsync(deed, Form("1", "2500"));
        var first = await officer.SubmitAsync(deed, Form("1", "2400"));
        var twice = await officer.SubmitAsync(deed, Form("1", "2400"));
        var second = await officer.SubmitAsync(deed, Form("2", "380"));
        var list = await officer.GetAsync(Address("village-cadres?rule=village-cadres.insured"));
        var share = await FigureAsync("cadres-insured");

        Assert.Equal((422, 302, 422, 302), (much.Status, first.Status, twice.Status, second.Status));
        Assert.Contains(other.ToString(), list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(one.ToString(), list.Text, StringComparison.Ordinal);
        Assert.Equal((1L, 2L), (share.Count, share.OutOf));
    }

    [Fact, Trait("Row", "G9.26")]
    public async Task New_teams_show_their_first_year_who_is_not_trained_and_which_are_weak()
    {
        Home = statistics.City;
        using var officer = await Host.SignInAsync(Home.Code, Officer);
        var (id, village) = (await Host.AskAsync<Guid>("select k.id from org.procedure_case k where k.procedure = 'village-elections' and k.facts ->> 'first_year' is not null and k.facts ->> 'party_on' is not null order by k.id limit 1"), await Host.AskAsync<Guid>("select k.subject_id from org.procedure_case k where k.procedure = 'village-elections' and k.facts ->> 'first_year' is not null and k.facts ->> 'party_on' is not null order by k.id limit 1"));
        await Host.DoAsync($"update grassroots.organisation set secretary = coalesce(secretary, '某人') where id = '{village}'; update grassroots.village_cadre set last_grade = '2' where organisation_id = '{village}'");
        async Task<string> RowAsync() => (await officer.GetAsync(Address("leaders/compare"))).Document.QuerySelector($"a[href$='{id}']")!.ParentElement!.ParentElement!.TextContent;
        var calm = await RowAsync();
        var weak = await CadreAsync((village, (await Host.AskAsync<string>($"select locality_path from grassroots.organisation where id = '{village}'"))!), "打不开局面", "null", "'3'");
        await Host.DoAsync($"update grassroots.village_cadre set last_grade = '4' where id = '{weak}'");

        Assert.Contains("修通村组路", calm, StringComparison.Ordinal);
        Assert.DoesNotContain("考核差", calm, StringComparison.Ordinal);
        Assert.Contains("1 人考核差", await RowAsync(), StringComparison.Ordinal);

        // Trained of those who are new: none of one, then one of one; the structure of the two days stands above.
        await Host.DoAsync($"update grassroots.village_cadre set began_on = '2020-01-01' where organisation_id = '{village}' and id <> '{weak}'; update grassroots.village_cadre set began_on = org.today() - 5 where id = '{weak}'");
        await Host.DoAsync($"update org.procedure_case set facts = jsonb_set(facts, '{{party_on}}', to_jsonb((org.today() - 10)::text)) where id = '{id}'");
        async Task<string> TrainedAsync()
        {
            var row = (await officer.GetAsync(Address("leaders/compare"))).Document.QuerySelector($"a[href$='{id}']")!.ParentElement!.ParentElement!;
            return $"{row.QuerySelector("td[data-l='已培训']")!.TextContent.Trim()}/{row.QuerySelector("td[data-l='新进']")!.TextContent.Trim()}";
        }
        Assert.Equal("0/1", await TrainedAsync());
        await Host.DoAsync($"insert into grassroots.cadre_training (village_cadre_id, locality_path, title, level, began_on, hours) select id, locality_path, '任职培训', '3', org.today() - 2, 24 from grassroots.village_cadre where id = '{weak}'");
        Assert.Equal("1/1", await TrainedAsync());
        var compared = (await officer.GetAsync(Address("leaders/compare"))).In("main")!;

        // Ten days after the election it is no warning yet; with the months that the place asks for passed it is one, on the page and in the list.
        async Task<(bool Page, bool List)> WarnedAsync() => ((await officer.GetAsync(Address("leaders/compare"))).Document.QuerySelector($"a[href$='{id}']")!.ParentElement!.ParentElement!.QuerySelector("td[data-l='预警'] .lt") is not null,
            (await officer.GetAsync(Address("organisations?rule=organisations.new-team"))).Text.Contains(village.ToString(), StringComparison.Ordinal));
        async Task ElectedAsync(DateOnly on) => await Host.DoAsync($"update org.procedure_case set facts = jsonb_set(facts, '{{party_on}}', to_jsonb('{on:yyyy-MM-dd}'::text)) where procedure = 'village-elections' and subject_id = '{village}' and facts ->> 'party_on' is not null; update grassroots.organisation set is_village = true where id = '{village}'");
        await ElectedAsync(Clock.Today.AddMonths(-6).AddDays(1));
        Assert.Equal((false, false), await WarnedAsync());
        await ElectedAsync(Clock.Today.AddMonths(-6).AddDays(-1));
        Assert.Equal((true, true), await WarnedAsync());
        foreach (var line in new[] { "书记主任“一肩挑”", "交叉任职", "平均年龄" }) Assert.Contains(line, compared, StringComparison.Ordinal);
    }
}
