using System.Collections.Frozen;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>Pinyin without tones, ü as v, for search columns. Letters and digits are kept in lower case; everything else that has no reading is dropped.</summary>
public static class Pinyin
{
    const int LongestSyllable = 6;

    static readonly string[] Syllables;
    /// <summary>Number of the syllable of every UTF-16 character; 0 has none.</summary>
    static readonly ushort[] Alone = new ushort[char.MaxValue + 1];
    static readonly FrozenDictionary<int, ushort> AloneBeyond;
    static readonly Phrases Surnames;
    static readonly Phrases Words;

    /// <summary>A person's name with the surname read as a surname: 单雄 is shanxiong.</summary>
    public static string OfName(string name) => Read(name, isName: true, initials: false);

    /// <summary>First letters of a person's name: 欧阳静 is oyj.</summary>
    public static string InitialsOfName(string name) => Read(name, isName: true, initials: true);

    public static string Of(string text) => Read(text, isName: false, initials: false);

    public static string Initials(string text) => Read(text, isName: false, initials: true);

    static string Read(ReadOnlySpan<char> text, bool isName, bool initials)
    {
        if (isName) text = text.Trim();
        var size = text.Length * LongestSyllable;
        var letters = new Letters(size <= 512 ? stackalloc char[512] : new char[size], initials);
        if (isName && text.Length > 0)
        {
            // Somebody called 单于 is a Shan: a compound surname needs a given name after it.
            var surname = Surnames.Match(text[..Math.Max(1, text.Length - 1)], out var readings);
            letters.Add(readings);
            // Without a special reading the surname is still a word of its own: 重 in 重庆生 does not belong to 重庆.
            if (surname == 0) surname = AddOne(ref letters, text);
            text = text[surname..];
        }
        while (text.Length > 0)
        {
            var length = Words.Match(text, out var readings);
            letters.Add(readings);
            if (length == 0) length = AddOne(ref letters, text);
            text = text[length..];
        }
        return letters.ToString();
    }

    static int AddOne(ref Letters letters, ReadOnlySpan<char> text)
    {
        var first = text[0];
        if (char.IsAsciiLetterOrDigit(first)) letters.Add(char.ToLowerInvariant(first));
        else if (!char.IsSurrogate(first)) letters.Add(Alone[first]);
        else if (Rune.DecodeFromUtf16(text, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            letters.Add(AloneBeyond.GetValueOrDefault(rune.Value));
            return length;
        }
        return 1;
    }

    static Pinyin()
    {
        var numbers = new Dictionary<string, ushort> { [""] = 0 };
        var beyond = new Dictionary<int, ushort>();
        var surnames = new Dictionary<string, ushort[]>();
        var words = new Dictionary<string, ushort[]>();

        using var stream = typeof(Pinyin).Assembly.GetManifestResourceStream("pinyin.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var cells = line.Split('\t');
            var readings = Array.ConvertAll(cells[1].Split(' '), Number);
            if (cells[0] == "字")
                foreach (var rune in cells[2].EnumerateRunes())
                    if (rune.IsBmp) Alone[rune.Value] = readings[0];
                    else beyond[rune.Value] = readings[0];
            else
                foreach (var phrase in cells[2].Split(' ')) (cells[0] == "姓" ? surnames : words)[phrase] = readings;
        }

        Syllables = [.. numbers.OrderBy(n => n.Value).Select(n => n.Key)];
        AloneBeyond = beyond.ToFrozenDictionary();
        Surnames = new(surnames);
        Words = new(words);

        ushort Number(string syllable)
        {
            if (!numbers.TryGetValue(syllable, out var number)) numbers[syllable] = number = (ushort)numbers.Count;
            return number;
        }
    }

    /// <summary>Finds the longest phrase a text begins with.</summary>
    sealed class Phrases
    {
        readonly Dictionary<string, ushort[]>.AlternateLookup<ReadOnlySpan<char>> readings;
        /// <summary>Length of the longest phrase by its first character: most characters begin none.</summary>
        readonly byte[] longest = new byte[char.MaxValue + 1];

        public Phrases(Dictionary<string, ushort[]> phrases)
        {
            readings = phrases.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var phrase in phrases.Keys) longest[phrase[0]] = Math.Max(longest[phrase[0]], (byte)phrase.Length);
        }

        public int Match(ReadOnlySpan<char> text, out ushort[] found)
        {
            for (var length = Math.Min(longest[text[0]], text.Length); length > 0; length--)
                if (readings.TryGetValue(text[..length], out found!)) return length;
            found = [];
            return 0;
        }
    }

    ref struct Letters(Span<char> buffer, bool initials)
    {
        readonly Span<char> buffer = buffer;
        int length;

        public void Add(char letter) => buffer[length++] = letter;

        public void Add(ushort syllable)
        {
            if (syllable == 0) return;
            var letters = Syllables[syllable];
            if (initials) buffer[length++] = letters[0];
            else
            {
                letters.CopyTo(buffer[length..]);
                length += letters.Length;
            }
        }

        public void Add(ushort[] syllables)
        {
            foreach (var syllable in syllables) Add(syllable);
        }

        public override readonly string ToString() => new(buffer[..length]);
    }
}
