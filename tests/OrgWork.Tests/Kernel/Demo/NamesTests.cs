using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class NamesTests
{
    /// <summary>A county with more communities than there are words for them.</summary>
    [Fact]
    public void Places_have_names_of_their_own_however_many_there_are()
    {
        var towns = DemoTowns.Make(new(Counties: 3, Townships: 60, Villages: 6_000, Enterprises: 0, Cadres: 0, Members: 0, Talents: 0), 1);
        var villages = towns.Where(town => town.Kind == LocalityKind.Village).ToList();
        Assert.Equal(6_000, villages.Count);
        Assert.Equal(villages.Count, villages.Select(town => (town.ParentCode![..6], town.Name)).Distinct().Count());
        Assert.Contains(villages, town => town.Name.EndsWith("三社区", StringComparison.Ordinal));
    }

    /// <summary>A city with more firms, cooperatives and societies than there are words for them.</summary>
    [Fact]
    public void Units_have_names_of_their_own_however_many_there_are()
    {
        DemoCounts counts = new(Counties: 1, Townships: 2, Villages: 4, Enterprises: 3_000, Cadres: 0, Members: 0, Talents: 0) { IsBare = false };
        var (ids, paths) = (new Dictionary<string, int>(), new Dictionary<string, string>());
        LocalityTree tree = new([.. DemoTowns.Make(counts, 1).Select(town =>
        {
            ids[town.Code] = ids.Count + 1;
            paths[town.Code] = $"{(town.ParentCode is { } above ? paths[above] : "")}{ids[town.Code]}.";
            return new Locality(ids[town.Code], town.Code, town.Name, town.ShortName, town.Kind, town.ParentCode is { } parent ? ids[parent] : null, paths[town.Code], town.RankOrder);
        })]);
        var named = DemoUnits.Make(tree, counts, 1).Where(unit => unit.Sort is DemoUnitSort.Enterprise or DemoUnitSort.Cooperative or DemoUnitSort.Society).ToList();
        Assert.Equal(3_000, named.Count);
        Assert.Equal(named.Count, named.Select(unit => unit.Name).Distinct().Count());
    }


    static readonly List<string> Many = Make(seed: 1, 60_000);

    static List<string> Make(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Names.Make(random, i % 2 == 0, 1935 + i % 72))];
    }

    [Fact]
    public void The_same_seed_gives_the_same_names()
    {
        Assert.Equal(Make(7, 200), Make(7, 200));
        Assert.NotEqual(Make(7, 200), Make(8, 200));
    }

    [Fact]
    public void Surnames_are_as_common_as_in_life()
    {
        Assert.InRange(Share("张"), 0.064, 0.074);
        Assert.InRange(Share("王"), 0.067, 0.078);
        Assert.InRange(Share("欧阳"), 0.0002, 0.002);

        static double Share(string surname) => Many.Count(name => name.StartsWith(surname, StringComparison.Ordinal)) / (double)Many.Count;
    }

    [Fact]
    public void Fifteen_in_a_hundred_have_two_characters() =>
        Assert.InRange(Many.Count(name => name.Length == 2) / (double)Many.Count, 0.14, 0.16);

    [Fact]
    public void Names_are_Chinese_characters_only() =>
        Assert.All(Many, name => Assert.True(name.Length is >= 2 and <= 4 && name.All(c => c is >= '\u4e00' and <= '\u9fff'), name));

    [Fact]
    public void Nobody_everybody_knows_turns_up() => Assert.Empty(Many.Intersect(["邓小平", "李鹏", "王毅", "胡春华", "姚明", "刘德华"]));

    [Theory]
    [InlineData("05", "·")]
    [InlineData("17", "·")]
    public void Names_without_a_surname_have_a_middle_dot(string nation, string dot) =>
        Assert.Contains(dot, Names.Make(new Random(3), true, 1980, nation), StringComparison.Ordinal);

    [Fact]
    public void Numbers_of_invented_people_are_right_in_every_check_and_never_given_twice()
    {
        var random = new Random(5);
        var numbers = new IdentityNumbers();
        var seen = new HashSet<string>();
        for (var i = 0; i < 1_000; i++)
        {
            var (birth, isMale) = (new DateOnly(1975, 6, 1).AddDays(i % 3), i % 2 == 0);
            var text = numbers.Next("990102", birth, isMale, random);
            Assert.True(IdentityNumber.TryParse(text, out var number, out var fault), fault);
            Assert.Equal((birth, isMale), (number.Birth, number.IsMale));
            Assert.True(seen.Add(text));
        }
    }

    [Theory]
    [InlineData("110105")]
    [InlineData("9901")]
    public void A_division_that_may_exist_is_refused(string division) =>
        Assert.Throws<ArgumentException>(() => new IdentityNumbers().Next(division, new DateOnly(1975, 6, 1), true, new Random(1)));

    [Fact]
    public void When_all_five_hundred_of_a_day_are_taken_it_says_so()
    {
        var numbers = new IdentityNumbers();
        for (var i = 0; i < 500; i++)
            numbers.Next("990102", new DateOnly(1975, 6, 1), true, new Random(i));
        Assert.Throws<InvalidOperationException>(() => numbers.Next("990102", new DateOnly(1975, 6, 1), true, new Random(1)));
    }
}
