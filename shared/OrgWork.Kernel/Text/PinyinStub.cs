namespace OrgWork.Kernel;
public static class Pinyin { public static string OfName(string n)=>n; public static string InitialsOfName(string n)=>n; public static string Of(string n)=>n; public static string Initials(string n)=>n; }
