using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;
using OrgWork.Host;
using OrgWork.Kernel;
using OrgWork.Tests.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots.Access;

/// <summary>
/// The roles as they are delivered, given at a place as an administrator gives them: what they must not do with the neighbour's things, by address and by
/// forms of their own that carry the neighbour's ids, and what is not their level's. Registers and procedures are taken from the running host, so that one made tomorrow is asked too.
/// </summary>
public sealed class DeliveredRoleTests(DemoCities cities) : IClassFixture<DemoCities>
{
    const string Branch = "branch", Township = "township", County = "county", City = "city";

    /// <summary>Pages of a record's own that stand beside the register's: the table whose ids they take. A page that is not here is named by the test.</summary>
    static readonly Dictionary<string, string> Tables = new()
    {
        ["Problems/Lot"] = "inspection", ["Committees/Index"] = "organisation", ["Committees/Appoint"] = "committee_seat", ["Committees/Renew"] = "organisation", ["Care/Round"] = "visit_round", ["Life/Handbook"] = "organisation",
        ["Life/Ask"] = "organisation", ["Service/Survey"] = "organisation", ["Life/Branch"] = "organisation", ["Talks/Gaps"] = "organisation", ["Campaigns/Board"] = "campaign", ["Reviews/Sheet"] = "organisation", ["Leaders/Eligible"] = "promotion_round",
        ["Elections/Prepare"] = "election", ["Training/Test"] = "knowledge_test", ["Training/Topics"] = "study_topic", ["Training/Roll"] = "training_class", ["Training/Drive"] = "drive", ["Organisations/Merge"] = "organisation",
        ["Dues/Account"] = "organisation", ["Dues/Statement"] = "member", ["Dues/Standards"] = "organisation", ["Dues/Receipt"] = "dues_month", ["Dues/Sheet"] = "organisation", ["Meetings/Discard"] = "meeting", ["Meetings/Index"] = "meeting",
        ["Meetings/Write"] = "meeting", ["Meetings/Item"] = "meeting", ["Meetings/Makeup"] = "meeting", ["Meetings/Signin"] = "meeting", ["Meetings/Return"] = "meeting", ["Own/Test"] = "knowledge_test", ["Honours/Anniversary"] = "anniversary",
    };

    TestHost Host => cities.Large;
    OrgWork.Kernel.Module Code => Host.Platform.Current!.Modules.Single(module => module.Manifest.Id == "grassroots").Code!;

    /// <summary>Somebody with a role that every deployment starts with.</summary>
    async Task<Browser> SignInAsync(string role, Locality at)
    {
        var browser = await Host.SignInAsync(at.Code);
        await Host.DoAsync($"update org.role_grant set role_id = '{role}' where account_id = (select id from org.account where account = '{browser.Account}')");
        return browser;
    }

    async Task<Locality> PlaceAsync(string level)
    {
        // The last ones of the city: nearly everything lies elsewhere, and a place of the same kind is near.
        var code = await Host.AskAsync<string>(level switch
        {
            Branch => "select l.code from org.locality l join grassroots.organisation o on o.place_id = l.id join org.locality h on h.path = org.home_of(l.path) where o.kind = '631' and o.state = '1' and h.kind >= 4 and exists (select from grassroots.member m where m.organisation_id = o.id and m.left_on is null) order by h.path desc, l.path desc limit 1",
            Township => "select code from org.locality where kind = 4 order by path desc limit 1",
            County => "select code from org.locality where kind = 3 order by path desc limit 1",
            _ => "select code from org.locality where kind = 2",
        });
        return (await Host.Platform.Live.LocalitiesAsync(default)).Find(code!) ?? await OrganisationAsync(code!);
    }

    async Task<Locality> OrganisationAsync(string code)
    {
        await using var db = Host.Platform.Databases.Of(OrgModule.Manifest).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
        return (await db.FirstAsync<Locality>($"select {LocalityRows.Columns} from org.locality l where code = @code", new { code }))!;
    }

    /// <summary>A row that lies neither here nor below nor above, the nearest there is.</summary>
    Task<Guid> ForeignAsync(string table, Locality own, string and = "true") => Host.AskAsync<Guid>($"""
        select id from {table} where not starts_with(locality_path, '{own.Path}') and not starts_with('{own.Path}', locality_path) and {and}
        order by org.home_of(locality_path) = org.home_of('{own.Path}') desc, locality_path desc limit 1
        """)!;

    static bool IsRefused(int status) => status is 403 or 404;

    [Theory]
    [InlineData("branch_secretary", Branch)]
    [InlineData("party_member", Branch)]
    [InlineData("township", Township)]
    [InlineData("organisation_section", County)]
    [InlineData("leader", County)]
    [InlineData("reader", County)]
    public async Task The_neighbours_things_are_not_there_by_address_nor_by_a_form_of_ones_own(string role, string level)
    {
        var own = await PlaceAsync(level);
        using var somebody = await SignInAsync(role, own);
        var token = await TokenAsync(somebody);
        var home = $"/{own.Code}/grassroots";
        var neighbour = await Host.AskAsync<string>($"select code from org.locality where kind = {(int)own.Kind} and path <> '{own.Path}' order by org.home_of(path) = org.home_of('{own.Path}') desc, path desc limit 1");
        var (faults, empty) = (new List<string>(), new List<string>());
        var asked = 0;

        foreach (var register in Code.Registers)
        {
            await GetAsync($"/{neighbour}/grassroots/{register.Id}");
            if (await ForeignAsync($"grassroots.{register.Table}", own, "removed_at is null") is var id && id == Guid.Empty)
            {
                empty.Add(register.Table);
                continue;
            }
            if (!register.HasOwnRecord) await GetAsync($"{home}/{register.Id}/{id}");
            if (register.IsLedger) continue;
            await PostAsync($"{home}/{register.Id}/{id}/edit", ("version", "1"), (register.TitleField.Column, "改"));
            await PostAsync($"{home}/{register.Id}/{id}/remove", ("version", "1"), ("reason", "不该有"));
            foreach (var child in register.Children.Where(child => !child.IsLedger)) await PostAsync($"{home}/{register.Id}/{id}/{child.Id}/new", ("newId", $"{Guid.NewGuid()}"));
        }
        foreach (var procedure in Code.Procedures)
        {
            await GetAsync($"/{neighbour}/grassroots/{procedure.Id}");
            var id = await ForeignAsync("org.procedure_case", own, $"module = 'grassroots' and procedure = '{procedure.Id}' and (other_path is null or not starts_with(other_path, '{own.Path}'))");
            if (id == Guid.Empty) empty.Add(procedure.Id);
            await GetAsync($"{home}/{procedure.Id}/{id}");
            await PostAsync($"{home}/{procedure.Id}/{id}/act/{procedure.First.Id}", ("version", "1"));
            await PostAsync($"{home}/{procedure.Id}/{id}/turn/end", ("version", "1"), ("reason", "终止"));
        }
        foreach (var (page, handlers) in Pages())
        {
            if (!Tables.TryGetValue(page, out var table))
            {
                faults.Add($"{page}: of which table are its ids?");
                continue;
            }
            if (await ForeignAsync($"grassroots.{table}", own) is var id && id == Guid.Empty) continue;
            await GetAsync($"{home}/{page.ToLowerInvariant()}/{id}");
            foreach (var handler in handlers) await PostAsync($"{home}/{page.ToLowerInvariant()}/{id}{handler}", ("version", "1"));
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(asked > 300, $"{asked}");
        Assert.True(empty.Count <= 12, "no neighbour has: " + string.Join(" ", empty));

        async Task GetAsync(string address)
        {
            var answer = await somebody.GetAsync(address);
            // On to the record it belongs to, which must not be there.
            Look(address, answer is { Status: 302, Location: { } to } ? await somebody.GetAsync(to) : answer);
        }
        async Task PostAsync(string address, params (string, string)[] values) => Look("POST " + address, await somebody.PostBareAsync(address, [.. values, ("__RequestVerificationToken", token)]));
        void Look(string address, Answer answer)
        {
            asked++;
            if (!IsRefused(answer.Status)) faults.Add($"{address}: {answer.Status} {answer.Location}");
        }
    }

    /// <summary>A row of one's own is changed to speak of the neighbour's: the form is refused at that very field, and nothing of it is written.</summary>
    [Theory]
    [InlineData("branch_secretary", Branch)]
    [InlineData("township", Township)]
    [InlineData("organisation_section", County)]
    public async Task A_form_of_ones_own_that_names_the_neighbours_rows_or_place_is_refused(string role, string level)
    {
        var own = await PlaceAsync(level);
        using var somebody = await SignInAsync(role, own);
        var home = $"/{own.Code}/grassroots";
        var neighbour = await Host.AskAsync<string>($"select code from org.locality where kind = {(int)own.Kind} and path <> '{own.Path}' order by org.home_of(path) = org.home_of('{own.Path}') desc, path desc limit 1");
        var faults = new List<string>();
        var refused = 0;
        foreach (var register in Code.Registers.Where(register => !register.IsLedger))
        {
            var id = await Host.AskAsync<Guid>($"select id from grassroots.{register.Table} where starts_with(locality_path, '{own.Path}') and removed_at is null order by id limit 1");
            if (id == Guid.Empty || await somebody.GetAsync($"{home}/{register.Id}/{id}/edit") is not { Status: 200 } page) continue;
            var before = await RowAsync(register.Table, id);
            foreach (var field in register.TypedFields.Where(field => field.Kind == FieldKind.Row))
            {
                var foreign = await ForeignAsync("grassroots." + Code.Registers.Single(other => other.Id == field.RegisterId).Table, own, "removed_at is null");
                if (foreign == Guid.Empty) continue;
                var answer = await somebody.SubmitAsync($"{home}/{register.Id}/{id}/edit", (field.Column, foreign.ToString()), ("why", "核对"));
                refused++;
                if (answer.Status != 422 || answer.ErrorAt(field.Column)?.Contains("授权范围", StringComparison.Ordinal) != true) faults.Add($"{register.Id}.{field.Column}: {answer.Status} {answer.ErrorAt(field.Column)} {answer.Why()}");
            }
            var moved = await somebody.SubmitAsync($"{home}/{register.Id}/{id}/edit", ("locality", neighbour!), ("why", "核对"));
            if (moved.Status is not (422 or 403 or 404)) faults.Add($"{register.Id} moved to {neighbour}: {moved.Status}");
            if (await RowAsync(register.Table, id) != before) faults.Add($"{register.Id} was changed");
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(refused >= 8, $"{refused}");

        Task<string?> RowAsync(string table, Guid id) => Host.AskAsync<string>($"select (to_jsonb(t) - 'changed_at')::text from grassroots.{table} t where id = '{id}'");
    }

    /// <summary>What stands at the own place and is not this level's: forms that plan, allot, decide or correct, and whole capabilities.</summary>
    [Theory]
    [InlineData("branch_secretary", Branch, "members/new organisations/new month-themes/new admission-quotas/new award-quotas/new study-topics/new drives/new campaigns/new standing-duties/new teachers/new tests/new questions incentive-measures/new inspections/new reviews/new pay-standards/new org-fields/new warning-cases coverage establishments clusters instructors expansion village-cadres village-candidates election-risks cadre-pay leaders/compare leaders/reserves reserve-plans filings removals joint-reviews village-elections promotions party-workers screening admission-problems rules culture/new")]
    [InlineData("township", Township, "admission-quotas/new award-quotas/new study-topics/new drives/new campaigns/new standing-duties/new teachers/new tests/new questions incentive-measures/new reviews/new pay-standards/new reserve-plans/new org-fields/new promotions/new warning-cases own own/services")]
    [InlineData("organisation_section", County, "own own/services")]
    [InlineData("organisation_section", City, "own own/services")]
    [InlineData("leader", County, "members/new organisations/new meetings/write talks/new care/new establishments/new village-cadres/new admission-quotas/new award-quotas/new study-topics/new problems/new questions coverage/check coverage/assign own rules/edit")]
    [InlineData("reader", County, "members/new organisations/new meetings/write talks/new care/new establishments/new village-cadres/new admission-quotas/new award-quotas/new study-topics/new problems/new questions warning-cases coverage/check coverage/assign own")]
    [InlineData("party_member", Branch, "members members/new organisations life meetings talks reviews dues care needs corrections admission transfers elections problems training/topics visits tests figures")]
    public async Task What_is_not_ones_levels_is_refused(string role, string level, string pages)
    {
        var own = await PlaceAsync(level);
        using var somebody = await SignInAsync(role, own);
        var token = await TokenAsync(somebody);
        foreach (var page in pages.Split(' '))
        {
            var address = $"/{own.Code}/grassroots/{page}";
            Assert.Equal((address, true), (address, IsRefused((await somebody.GetAsync(address)).Status)));
            Assert.Equal((address, true), (address, (await somebody.PostBareAsync(address, ("newId", $"{Guid.NewGuid()}"), ("__RequestVerificationToken", token))).Status is 403 or 404 or 405));
        }
    }

    /// <summary>A step of a higher place is not taken by a lower one, whose case it is: neither by the page that offers it nor by its form.</summary>
    [Theory]
    [InlineData("branch_secretary", Branch)]
    [InlineData("township", Township)]
    public async Task A_step_of_the_level_above_is_not_taken_from_below(string role, string level)
    {
        var place = await PlaceAsync(level);
        var tried = 0;
        foreach (var procedure in Code.Procedures)
            foreach (var step in procedure.Steps.Where(step => step.Level != LocalityKind.Organisation && step.Level < place.Kind))
            {
                // The case lies below a place of this kind, and the step waits for the one above.
                var (id, code) = await CaseAsync(procedure.Id, step.Id, place.Kind);
                if (id == Guid.Empty) continue;
                using var somebody = await SignInAsync(role, (await Host.Platform.Live.LocalitiesAsync(default)).Find(code) ?? await OrganisationAsync(code));
                var address = $"/{code}/grassroots/{procedure.Id}/{id}";
                if ((await somebody.GetAsync(address)).Status is 403 or 404) continue;
                Assert.Contains("办理；您在", (await somebody.GetAsync($"{address}/act/{step.Id}")).Text, StringComparison.Ordinal);
                var acts = await Host.AskAsync<int>($"select acts from org.procedure_case where id = '{id}'");
                var answer = await somebody.ActAsync(address, step.Id, ("on", Dates.Format(Clock.Today)));
                Assert.Equal((address, step.Id, 422), (address, step.Id, answer.Status));
                Assert.Equal(acts, await Host.AskAsync<int>($"select acts from org.procedure_case where id = '{id}'"));
                tried++;
            }
        Assert.True(tried >= 4, $"{tried}");
    }

    /// <summary>What an officer of the city does in a township's place stands in the history under that place and the officer's own name: 上级代办 is allowed and seen.</summary>
    [Fact]
    public async Task A_step_that_the_city_takes_for_a_township_is_on_record_with_the_place_and_the_name()
    {
        var city = await PlaceAsync(City);
        using var officer = await SignInAsync("organisation_section", city);
        var (id, township) = await CaseAsync("village-elections", "plan", LocalityKind.Township);
        var address = $"/{township}/grassroots/village-elections/{id}";
        await officer.DoStepAsync(address, "plan", ("on", Dates.Format(Clock.Today)), ("plan_party_on", Dates.Format(Clock.Today.AddDays(9))), ("plan_committee_on", Dates.Format(Clock.Today.AddDays(19))), ("plan_done_on", Dates.Format(Clock.Today.AddDays(29))), ("team_size", "5"));
        Assert.Equal("周文博", await Host.AskAsync<string>($"select entered_by_name from org.procedure_act where case_id = '{id}' and step = 'plan' order by number desc limit 1"));
        Assert.Contains("周文博", (await officer.GetAsync(address)).In("main"), StringComparison.Ordinal);
        // And the township reads it there.
        using var below = await SignInAsync("township", (await Host.Platform.Live.LocalitiesAsync(default)).Find(township)!);
        Assert.Contains("周文博", (await below.GetAsync(address)).In("main"), StringComparison.Ordinal);
    }

    /// <summary>The city's officer may take a county's step and sees all below; what was said in a branch is not opened from there, what is a member's own is not done for the member, and nobody is given rights.</summary>
    [Fact]
    public async Task The_citys_officer_opens_no_talk_of_a_branch_acts_for_no_member_and_grants_nothing()
    {
        var (city, branch) = (await PlaceAsync(City), await PlaceAsync(Branch));
        using var officer = await SignInAsync("organisation_section", city);
        using var secretary = await SignInAsync("branch_secretary", branch);
        var talk = await Host.AskAsync<Guid>($"""
            insert into grassroots.talk (organisation_id, locality_path, kind, talked_on, from_member_id, to_member_id, topics)
            select o.id, o.locality_path, '3', org.today(), m.ids[1], coalesce(m.ids[2], m.ids[1]), '谈家庭情况' from grassroots.organisation o cross join lateral (select array_agg(x.id order by x.rank_order, x.id) as ids from grassroots.member x where x.organisation_id = o.id and x.left_on is null) m where o.locality_path = '{branch.Path}' returning id
            """);
        string Record(string place) => $"/{place}/grassroots/talks/{talk}";
        Assert.NotEqual(Guid.Empty, talk);
        var home = await Host.AskAsync<string>($"select code from org.locality where path = org.home_of('{branch.Path}')");
        var entries = await Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{talk}'");
        (string, string)[] purpose = [("purpose", "数据更正"), ("__RequestVerificationToken", await TokenAsync(officer))];
        foreach (var place in new[] { city.Code, home! })
        {
            Assert.Equal((place, 200), (place, (await officer.GetAsync(Record(place))).Status));
            Assert.Equal((place, 403), (place, (await officer.PostBareAsync(Record(place) + "?handler=reveal&field=notes", purpose)).Status));
        }
        Assert.Equal(entries, await Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{talk}'"));
        Assert.NotEqual(403, (await secretary.PostBareAsync(Record(branch.Code) + "?handler=reveal&field=notes", ("purpose", "数据更正"), ("__RequestVerificationToken", await TokenAsync(secretary)))).Status);

        foreach (var place in new[] { city.Code, home! })
            foreach (var page in (string[])["grassroots/own", "grassroots/own/services", "grassroots/own/test", "org/accounts", "org/roles", "org/modules"])
            {
                Assert.Equal((page, true), (page, IsRefused((await officer.GetAsync($"/{place}/{page}")).Status)));
                Assert.Equal((page, true), (page, (await officer.PostBareAsync($"/{place}/{page}", purpose)).Status is 403 or 404 or 405));
            }
        await Host.DoAsync($"delete from grassroots.talk where id = '{talk}'");
    }

    async Task<(Guid Id, string Code)> CaseAsync(string procedure, string step, LocalityKind kind)
    {
        var place = kind == LocalityKind.Organisation ? "l.path = c.locality_path" : $"l.kind = {(int)kind} and starts_with(c.locality_path, l.path)";
        await using var read = Host.Admin.CreateCommand($"select c.id, l.code from org.procedure_case c join org.locality l on {place} where c.module = 'grassroots' and c.procedure = '{procedure}' and c.step = '{step}' and c.state = 'open' order by c.id limit 1");
        await using var rows = await read.ExecuteReaderAsync();
        return await rows.ReadAsync() ? (rows.GetGuid(0), rows.GetString(1)) : (Guid.Empty, "");
    }

    /// <summary>The module's own pages that take an id, and each form they take.</summary>
    IEnumerable<(string Page, string[] Handlers)> Pages()
    {
        var models = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name == "OrgWork.Grassroots").SelectMany(assembly => assembly.GetCustomAttributes<RazorCompiledItemAttribute>()).Where(item => item.Kind == "mvc.1.0.razor-page")
            .GroupBy(item => item.Identifier).ToDictionary(same => same.Key, same => same.Last().Type.GetProperty("Model")!.PropertyType, StringComparer.OrdinalIgnoreCase);
        return Host.Platform.Current!.Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<BelongsTo>()?.Module.Id == "grassroots" && endpoint.RoutePattern.Parameters.Any(one => one.Name != "locality" && one.ParameterPolicies.Any(policy => policy.Content == "guid")))
            .Select(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.RelativePath ?? "").Where(path => path.StartsWith("/Areas/", StringComparison.Ordinal)).Distinct()
            .Select(path => (string.Join('/', path.Split('/')[^2..])[..^".cshtml".Length], models[path].GetMethods().Where(method => method.Name.StartsWith("OnPost", StringComparison.Ordinal))
                .Select(method => method.Name["OnPost".Length..].Replace("Async", "", StringComparison.Ordinal) is { Length: > 0 } name ? "?handler=" + name.ToLowerInvariant() : "").ToArray()));
    }

    static async Task<string> TokenAsync(Browser browser) => (await browser.GetAsync("/account/password")).Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? throw new InvalidOperationException("no form to take a token from");
}
