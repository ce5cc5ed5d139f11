namespace OrgWork.Grassroots;

/// <summary>组织关系接转 of the invented city: within and to outside, on the way, late, sent back, refused; and the retired members of state firms on their way to communities.</summary>
static class TransferDemo
{
    static readonly DateOnly Today = DemoCity.Today;
    static readonly ProcedurePlace Transfers = new(GrassrootsDemo.Manifest, TransferProcedure.Procedure), Retirees = new(GrassrootsDemo.Manifest, TransferProcedure.Retirees);

    public static async Task FillAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        var townships = city.Localities.Below(city.Localities.Roots.First()).Where(place => place.Kind == LocalityKind.Township).ToList();
        var communities = city.Localities.Below(city.Localities.Roots.First()).Where(place => place.Kind == LocalityKind.Village).OrderByDescending(place => place.Name.EndsWith("社区", StringComparison.Ordinal)).Take(40).ToList();
        await DemoCase.WriteAsync(city, [.. Moving(city, plan, townships), .. Retired(city, plan, communities)], stop);
    }

    static IEnumerable<DemoCase> Moving(DemoCity city, OrganisationPlan plan, List<Locality> townships)
    {
        var n = 0;
        foreach (var member in MemberDemo.Members(city, plan).Where(member => member.LeftOn is null && member.Seat > 6 && member.Person.AgeOn(Today) < 60))
        {
            var random = city.RandomFor("transfer", member.Person.Number);
            if (townships.Count < 2 || !random.Chance(0.02)) continue;
            var one = new DemoCase(Transfers, city.IdFor("transfer", n), member.Id, member.Person.Name, member.Path);
            var (by, began) = (member.Organisation.Secretary?.Name ?? "支部组织委员", Today.AddDays(-random.Next(8, 75)));
            one.Do("apply", began, by, null, ("reason_code", random.Weighted(("1", 50), ("2", 30), ("9", 20))), ("from_organisation", member.Organisation.Name), ("dues_paid_to", GrassrootsDemo.Month(began)));
            var to = random.Pick(townships.Where(place => !member.Path.StartsWith(place.Path, StringComparison.Ordinal)).ToList());
            if (n % 6 == 1) one.Do("approve", began.AddDays(2), "乡镇组织委员", "refused", ("to_organisation", "未注明"), ("receiver_may_approve", true));
            else if (n % 6 is 2 or 3 or 4)
            {
                one.Do("approve", began.AddDays(2), "乡镇组织委员", "inside", ("to_organisation", $"中共{to.Name}委员会"), ("receiver_may_approve", true)).To(to.Path).Do("send", began.AddDays(3), "乡镇组织委员", null, ("valid_days", 30));
                if (n % 6 == 4) one.Do("receive", began.AddDays(6), "乡镇组织委员", "back", ("back_reason", "居住地不在本地，请核对"));
            }
            else if (n % 6 == 5) one.Do("approve", began.AddDays(2), "乡镇组织委员", "outside", ("to_organisation", "中共石城市某街道工作委员会"), ("receiver_may_approve", true)).Do("letter", began.AddDays(4), "乡镇组织委员", null, ("letter_no", $"组转〔2026〕{n + 1}号"), ("valid_days", 30));
            n++;
            yield return one;
        }
    }

    static IEnumerable<DemoCase> Retired(DemoCity city, OrganisationPlan plan, List<Locality> communities)
    {
        var n = 0;
        foreach (var member in MemberDemo.Members(city, plan).Where(member => member.Organisation.Sphere == "4" && member.LeftOn is null && member.Seat > 4 && member.Person.AgeOn(Today) >= 52))
        {
            if (communities.Count == 0 || n >= 200) yield break;
            var random = city.RandomFor("retiree", member.Person.Number);
            if (!random.Chance(0.5)) continue;
            var (by, began, community) = (member.Organisation.Secretary?.Name ?? "企业党委", Today.AddDays(-random.Next(20, 90)), random.Pick(communities));
            var one = new DemoCase(Retirees, city.IdFor("retiree", n), member.Id, member.Person.Name, member.Path, "2026年第一批");
            one.Do("list", began, by, null, ("enterprise", member.Organisation.Unit?.Name ?? member.Organisation.Name), ("from_organisation", member.Organisation.Name), ("residence", $"{community.Name}{n % 9 + 1}号楼"), ("dues_paid_to", GrassrootsDemo.Month(began)));
            if (n % 4 > 0) one.To(community.Path).Do("match", began.AddDays(9), by, null, ("valid_days", 30));
            if (n % 4 == 3) one.Do("receive", began.AddDays(14), "社区书记", "back", ("back_reason", "户籍和居住地都不在本社区"));
            n++;
            yield return one;
        }
    }
}
